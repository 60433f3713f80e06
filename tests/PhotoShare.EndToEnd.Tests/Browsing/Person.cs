using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Browsing;

/// <summary>Somebody at a browser, and what they do there, on the pages of either authorization server.</summary>
public sealed partial class Person(IBrowserContext context, IPage page)
{
    // The accounts of Realms/Development; each realm has both.
    public const string Ada = "ada", Ben = "ben";

    public IBrowserContext Browser => context;

    public IPage Page => page;

    /// <summary>Once more where Chromium gave up because an interface of this machine came or went, as with every container that starts or ends.</summary>
    public async Task OpenAsync(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await page.GotoAsync(path);
                return;
            }
            catch (PlaywrightException e) when (tries < 5 && IsNetworkChange(e))
            {
            }
        }
    }

    // Its own page of the error may come in the middle of the next attempt.
    private static bool IsNetworkChange(PlaywrightException e) =>
        e.Message.Contains("ERR_NETWORK_CHANGED", StringComparison.Ordinal) || e.Message.Contains("chrome-error://", StringComparison.Ordinal);

    /// <summary>Signs in to PhotoShare itself, and ends on the connected accounts.</summary>
    public async Task SignInAsync(string username)
    {
        await OpenAsync("/connections");
        await GiveCredentialsAsync(username);
        await Assertions.Expect(Heading("Connected accounts")).ToBeVisibleAsync();
    }

    /// <summary>Presses Connect on the card of a network that is not connected.</summary>
    public async Task PressConnectAsync(string network)
    {
        await OpenAsync("/connections");
        await Button($"Connect {network}").ClickAsync();
    }

    /// <summary>Connects a network with its own account there: signs in, says yes, keeps it.</summary>
    public async Task ConnectAsync(string network, string username)
    {
        await PressConnectAsync(network);
        await GiveCredentialsAsync(username);
        await SayYesAsync();
        await KeepAsync(network);
    }

    /// <summary>Connects a network that lets people in with another one: <c>Sign in with Friendbook</c>.</summary>
    public async Task ConnectByAsync(string provider, string network, string username)
    {
        await PressConnectAsync(network);
        await ChooseProviderAsync(provider);
        await GiveCredentialsIfAskedAsync(username);
        await SayYesAsync();
        await KeepAsync(network);
    }

    /// <summary>Fills the sign-in form of the realm that the browser stands in; both servers name its fields alike.</summary>
    public async Task GiveCredentialsAsync(string username)
    {
        await page.Locator("input[name=username]").FillAsync(username);
        await page.Locator("input[name=password]").FillAsync($"demo-{username}");
        await page.Locator("input[name=password]").PressAsync("Enter");
    }

    /// <summary>Chooses "Sign in with …" on a realm's sign-in page.</summary>
    public Task ChooseProviderAsync(string alias) => page.Locator($"a[href*='/broker/{alias}/login']").ClickAsync();

    /// <summary>Signs in if the realm asks for it. Keycloak ends the browser's session when an offline grant is made; the embedded server keeps it.</summary>
    public async Task GiveCredentialsIfAskedAsync(string username)
    {
        var form = page.Locator("input[name=username]");
        await form.Or(Button("Yes")).First.WaitForAsync();
        if (await form.IsVisibleAsync()) await GiveCredentialsAsync(username);
    }

    public Task SayYesAsync() => Button("Yes").ClickAsync();

    public Task SayNoAsync() => Button("No").ClickAsync();

    public async Task KeepAsync(string network)
    {
        await Assertions.Expect(Heading($"Is this you at {network}?")).ToBeVisibleAsync();
        await Button("Yes, keep it").ClickAsync();
        await Assertions.Expect(Heading("Connected accounts")).ToBeVisibleAsync();
    }

    /// <summary>Presses Disconnect on the card of a connected network.</summary>
    public async Task DisconnectAsync(string network)
    {
        await OpenAsync("/connections");
        await Card(network).Locator("form[action$='/disconnect'] button").ClickAsync();
        await Assertions.Expect(Heading($"{network} is disconnected")).ToBeVisibleAsync();
    }

    /// <summary>Opens the first photo of the first album of a connection.</summary>
    public async Task OpenFirstPhotoAsync(string network)
    {
        await OpenAsync($"/connections/{network}/albums");
        await FollowAsync(page.Locator("main a[href*='/albums/']").First);
        await page.WaitForURLAsync(AnAlbum());
        await FollowAsync(page.Locator("main a[href*='/photos/']").First);
        await page.WaitForURLAsync(APhoto());
    }

    // On a machine that is busy with other tests, the API paints its demo albums for longer than Web waits. The page says so, and a person tries again.
    private async Task FollowAsync(ILocator link)
    {
        var tryAgain = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Try again", Exact = true });
        for (var tries = 0; tries < 5; tries++)
        {
            try { await link.Or(tryAgain).First.WaitForAsync(); }
            catch (TimeoutException e) { throw new TimeoutException($"{e.Message}\n{await SeenAsync()}", e); }
            if (await link.IsVisibleAsync()) break;
            await tryAgain.ClickAsync();
        }
        await link.ClickAsync();
    }

    /// <summary>Follows <em>See this dance</em> on the card of a connected network.</summary>
    public async Task SeeDanceAsync(string network)
    {
        await OpenAsync("/connections");
        await SeeDanceAsync(Card(network));
    }

    /// <summary>Follows the one <em>See this dance</em> that stands there.</summary>
    public async Task SeeDanceAsync(ILocator there)
    {
        ArgumentNullException.ThrowIfNull(there);
        await there.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "See this dance" }).ClickAsync();
        await page.WaitForURLAsync(ADance());
    }

    public ILocator Heading(string text) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = text, Exact = true, Level = 1 });

    public ILocator Button(string text) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = text, Exact = true });

    public ILocator Card(string network) => page.GetByRole(AriaRole.Article, new PageGetByRoleOptions { Name = network, Exact = true });

    // Where the person stands, without the query, which may carry a code; and what is to be read there.
    private async Task<string> SeenAsync() => $"{new Uri(page.Url).GetLeftPart(UriPartial.Path)}\n{await page.Locator("body").InnerTextAsync()}";

    /// <summary>Closes the browser; says first where the person stood, should the test have failed.</summary>
    public async Task LeaveAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            var seen = await SeenAsync();
            // One of each name: another person may have left before.
            var number = TestContext.Current.Attachments?.Count ?? 0;
            TestContext.Current.AddAttachment($"page {number}", seen);
            TestContext.Current.AddAttachment($"screenshot {number}", await page.ScreenshotAsync(), "image/png");
            TestContext.Current.TestOutputHelper?.WriteLine(seen);
        }

        await context.DisposeAsync();
    }

    [GeneratedRegex("/dances/[0-9a-f]{32}$")]
    private static partial Regex ADance();

    [GeneratedRegex("/albums/.")]
    private static partial Regex AnAlbum();

    [GeneratedRegex("/photos/.")]
    private static partial Regex APhoto();
}
