using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Watching;

/// <summary>Dance's pages, as somebody watches them. They grow by themselves as spans come: an expectation waits, and nothing is loaded again.</summary>
public sealed class DancePages(IPage page)
{
    // Services send about once a second, and what must be joined waits for what it belongs to. Generous, for a busy machine; nothing here measures time.
    private const float Patience = 60_000;

    public static LocatorAssertionsToHaveCountOptions Soon { get; } = new() { Timeout = Patience };

    /// <summary>The trace whose dance the page shows.</summary>
    public string Id => new Uri(page.Url).Segments[^1];

    public ILocator Steps => page.Locator(".balcony .step");

    public ILocator Hops => page.Locator(".front-row .hop");

    public ILocator Rules => page.Locator("#rules .rule");

    /// <summary>Reads, refreshes and the disconnect that came after it.</summary>
    public ILocator Later => page.Locator(".followers li");

    public ILocator Hop(string title) => Hops.Filter(new LocatorFilterOptions { Has = page.Locator(".hop-name").GetByText(title, new LocatorGetByTextOptions { Exact = true }) });

    /// <summary>The hops that this service recorded, alone or together with another.</summary>
    public ILocator RecordedBy(string service) => Hops.Filter(new LocatorFilterOptions { Has = page.Locator(".record div").Filter(new LocatorFilterOptions { HasText = "Recorded by" }).GetByText(service) });

    /// <summary>The hops that go to this party, such as <c>Friendbook, authorization server</c>.</summary>
    public ILocator To(string party) => Hops.Filter(new LocatorFilterOptions { Has = page.Locator(".way").GetByText($"to {party}") });

    /// <summary>The row of a dance in the list.</summary>
    public ILocator Row(string id) => page.Locator($"tr[data-key='{id}']");

    /// <summary>Waits until the page shows a dance of this name with this outcome.</summary>
    public Task EndedAsync(string title, string outcome) =>
        Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{title} {outcome}", new LocatorAssertionsToHaveTextOptions { Timeout = Patience });

    public async Task TakeFrontRowAsync()
    {
        await page.Locator(".views a[href$='front-row']").ClickAsync();
        await Assertions.Expect(page.Locator(".front-row")).ToBeVisibleAsync();
    }

    public Task OpenAsync(Uri dance, string id) => page.GotoAsync(new Uri(dance, $"/dances/{id}").ToString());

    public async Task OpenListAsync(string query = "")
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), $"/{query}").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Dances", Level = 1 })).ToBeVisibleAsync();
    }

    public Task OpenEveryHopAsync() => page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
}
