using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Watching;

namespace PhotoShare.EndToEnd.Tests.Looks;

/// <summary>Every page of Web, of the embedded authorization server and of Dance, held against WCAG 2.2 AA by axe, and against sideways scrolling.</summary>
[Collection(nameof(EmbeddedSystem))]
public sealed class AccessibilityTests(EmbeddedSystem system, Browsers browsers)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly List<string> _faults = [];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_is_accessible_and_never_scrolls_sideways(ColorScheme scheme, int width)
    {
        var person = await browsers.NewPersonAsync(system.Running.Web, new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            // axe is put into the page as a script, which the pages' own policy rightly refuses.
            BypassCSP = true,
        });
        var (page, account) = (person.Page, scheme == ColorScheme.Light ? Person.Ada : Person.Ben);
        await person.OpenAsync("/");
        await CheckAsync(page, "home");
        await person.OpenAsync("/nowhere");
        await CheckAsync(page, "not found");
        await person.OpenAsync("/connections");
        await CheckAsync(page, "sign in");
        await person.GiveCredentialsAsync(account);
        await ArriveAsync(person, "Connected accounts");
        await CheckAsync(page, "connected accounts, none yet");
        await person.PressConnectAsync("Instapic");
        await ArriveAsync(person, "Sign in to Instapic");
        await CheckAsync(page, "sign in with a provider");
        await person.GiveCredentialsAsync(account);
        await ArriveAsync(person, "Let PhotoShare in?");
        await CheckAsync(page, "consent");
        await person.SayYesAsync();
        await ArriveAsync(person, "Is this you at Instapic?");
        await CheckAsync(page, "keep this account");
        await person.KeepAsync("Instapic");
        await CheckAsync(page, "connected accounts");
        await page.GotoAsync(new Uri(system.Running.AuthorizationServer, "/realms/instapic/account").ToString());
        await CheckAsync(page, "account at Instapic");
        await person.OpenAsync("/connections/instapic/albums");
        await CheckAsync(page, "albums");
        await person.OpenFirstPhotoAsync("instapic");
        await CheckAsync(page, "photo");
        await page.GoBackAsync();
        await CheckAsync(page, "album");
        await person.OpenAsync("/connections/instapic/try-to-write");
        await CheckAsync(page, "try to write");
        await page.Locator("main button[type=submit]").ClickAsync();
        await ArriveAsync(person, "The limit holds");
        await CheckAsync(page, "tried to write");
        await person.SeeDanceAsync("Instapic");
        var watched = new DancePages(person.Page);
        await watched.EndedAsync("Connect Instapic", "done");
        await CheckAsync(page, "a dance from the balcony");
        await watched.TakeFrontRowAsync();
        await watched.OpenEveryHopAsync();
        await CheckAsync(page, "a dance from the front row, all hops open");
        await watched.OpenListAsync();
        await CheckAsync(page, "dances");
        await person.DisconnectAsync("Instapic");
        await CheckAsync(page, "disconnected");
        await person.LeaveAsync();

        Assert.True(_faults.Count == 0, string.Join(Environment.NewLine, _faults));
    }

    // A click returns before its page is there: without this, the page before would be looked at once more.
    private static Task ArriveAsync(Person person, string heading) => Assertions.Expect(person.Heading(heading)).ToBeVisibleAsync();

    private async Task CheckAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        var found = await page.RunAxe(Wcag);
        _faults.AddRange(found.Violations.Select(violation =>
            $"{name}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        var (content, window) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("window.innerWidth"));
        if (content > window) _faults.Add($"{name}: scrolls sideways, {content} px in {window}");
    }
}
