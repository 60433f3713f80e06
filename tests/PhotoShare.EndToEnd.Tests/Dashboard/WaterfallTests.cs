using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.EndToEnd.Tests.Dashboard;

/// <summary>A dance as one waterfall in Aspire's own dashboard, the authorization server's part in it: what Dance joined and passed on.</summary>
public abstract class WaterfallTests(DashboardSystem system, Browsers browsers) : IAsyncLifetime
{
    private Person? _person;

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        // High, for rows that are out of sight are not there.
        _person = await browsers.NewPersonAsync(system.Running.Web, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 2400 } });
    }

    [Fact]
    public async Task The_link_of_a_hop_leads_to_the_trace_in_which_every_party_stands()
    {
        await _person!.SignInAsync(Person.Ada);
        await _person.ConnectAsync("Friendbook", Person.Ada);
        await _person.OpenAsync("/connections/friendbook/albums");
        await _person.OpenAsync("/connections");
        await _person.Card("Friendbook").GetByRole(AriaRole.Link, new() { NameRegex = new("See this dance") }).ClickAsync();
        var dance = new Uri(_person.Page.Url).AbsolutePath.Split('/')[^1];

        // The authorization server's hop came by the browser, under another trace id.
        await _person.Page.GotoAsync($"{_person.Page.Url.Split('?', '#')[0]}?view=front-row");
        var hop = _person.Page.Locator("details", new() { HasText = "Authorization request" }).Filter(new() { HasText = "keycloak" }).First;
        await Assertions.Expect(hop).ToBeAttachedAsync();
        var link = await hop.Locator($"a[href*='/traces/detail/{dance}']").First.GetAttributeAsync("href");
        Assert.StartsWith(system.Link.GetLeftPart(UriPartial.Authority), link, StringComparison.Ordinal);

        var dashboard = new DashboardPage(_person.Page, system.Link);
        await dashboard.SignInAsync();
        await dashboard.OpenUntilShownAsync(link!, ["web", "keycloak", "friendbook-api"]);
        await Assertions.Expect(_person.Page.GetByText(dance[..7]).First).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("PHOTOSHARE_PICTURES") is { Length: > 0 } folder)
            await _person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"waterfall-{GetType().Name}.png") });
        await _person.DisconnectAsync("Friendbook");
    }

    public async ValueTask DisposeAsync()
    {
        if (_person is not null) await _person.LeaveAsync();
        GC.SuppressFinalize(this);
    }
}

[Collection(nameof(EmbeddedDashboardSystem))]
public sealed class WaterfallOnTheEmbeddedServerTests(EmbeddedDashboardSystem system, Browsers browsers) : WaterfallTests(system, browsers);

[Collection(nameof(KeycloakDashboardSystem))]
public sealed class WaterfallOnKeycloakTests(KeycloakDashboardSystem system, Browsers browsers) : WaterfallTests(system, browsers);
