using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Dashboard;

/// <summary>Aspire's dashboard in a browser, and what a developer does there.</summary>
/// <param name="link">The one that the AppHost printed: it signs in.</param>
public sealed class DashboardPage(IPage page, Uri link)
{
    public IPage Page => page;

    /// <summary>Ends on the resources.</summary>
    public async Task SignInAsync()
    {
        await page.GotoAsync(link.ToString());
        await Assertions.Expect(page).ToHaveTitleAsync("PhotoShare resources");
    }

    public Task OpenAsync(string path) => page.GotoAsync(new Uri(link, path).ToString());

    /// <summary>
    /// Opens a page until it shows a row for each of these. The dashboard draws its pages over a socket; on a machine that is busy with other
    /// tests, one that lost its socket stays empty, and a developer loads it again.
    /// </summary>
    public async Task OpenUntilShownAsync(string address, IReadOnlyList<string> rows)
    {
        for (var attempt = 1; ; attempt++)
        {
            await page.GotoAsync(address);
            try
            {
                foreach (var row in rows) await Assertions.Expect(Row(row).First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
                return;
            }
            catch (PlaywrightException) when (attempt < 5)
            {
                // Loaded again.
            }
        }
    }

    /// <summary>The row of a table that speaks of this.</summary>
    public ILocator Row(string text) => page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = text });

    public ILocator State(string resource) => Row(resource).First.Locator("[role=gridcell]").Nth(1);

    /// <summary>Presses a button of a resource's: Start, Stop or Restart.</summary>
    public Task PressAsync(string resource, string command) => Row(resource).First.Locator($"fluent-button[title='{command}']").ClickAsync();

    /// <summary>Opens a page of telemetry, for one service alone, and waits until it shows something of it.</summary>
    public async Task ShowsTelemetryAsync(string kind, string resource)
    {
        // Virtual rows: empty until they come into view.
        await OpenUntilShownAsync(new Uri(link, $"/{kind}/resource/{resource}").ToString(), [resource]);
    }
}
