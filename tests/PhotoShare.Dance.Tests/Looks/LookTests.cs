using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PhotoShare.Dance.Tests.Pages;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Looks;

/// <summary>Every kind of page in a browser: WCAG 2.2 AA by axe, no sideways scrolling, the picture wide and its own layout when narrow, one page on paper.</summary>
public sealed class LookTests(Chrome chrome)
{
    private static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private static readonly string[] Paths =
    [
        "/", "/?outcome=refused", "/?network=nowhere", "/nowhere", $"/dances/{new string('0', 32)}",
        .. new[] { 1, 2, 3, 4, 9 }.SelectMany(number => new[] { $"/dances/{SampleDances.Id(number)}?view=balcony", $"/dances/{SampleDances.Id(number)}?view=front-row" }),
        $"/dances/{SampleDances.Id(8)}",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_is_accessible_with_all_hops_open_and_never_scrolls_sideways(ColorScheme scheme, int width)
    {
        await using var host = new PagesHost();
        // axe is put into the page as a script, which the pages' own policy rightly refuses.
        var page = await chrome.OpenAsync(host, "/", new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 }, BypassCSP = true });
        var faults = new List<string>();
        foreach (var path in Paths)
        {
            await page.GotoAsync(host.Address + path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            var found = await page.RunAxe(Wcag);
            faults.AddRange(found.Violations.Select(violation => $"{path}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            var content = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (content > width) faults.Add($"{path}: scrolls sideways, {content} px in {width}");
        }
        await page.Context.CloseAsync();

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task No_page_asks_for_anything_that_its_own_policy_refuses()
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, "/");
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{page.Url}: {message.Text}");
        page.PageError += (_, error) => said.Add($"{page.Url}: {error}");
        page.Dialog += (_, dialog) => said.Add($"{page.Url}: {dialog.Message}");
        foreach (var path in Paths.Append($"/dances/{SampleDances.Id(9)}/paper.svg")) await page.GotoAsync(host.Address + path);
        await page.Context.CloseAsync();

        // Chromium tells each 404 on the console, and two of the pages are meant to be that; it also tells which permissions it does not know.
        Assert.DoesNotContain(said, line => !line.Contains("404 (Not Found)", StringComparison.Ordinal) && !line.Contains("Permissions-Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_diagram_is_wide_on_a_wide_screen_and_a_list_of_its_own_on_a_narrow_one()
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, $"/dances/{SampleDances.Id(1)}?view=front-row", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        var (drawn, told) = (page.Locator(".hop .slice").First, page.Locator(".hop .hop-name").First);

        Assert.True((await drawn.BoundingBoxAsync())!.Width > 1100);
        await page.SetViewportSizeAsync(360, 800);
        await Assertions.Expect(drawn).ToBeHiddenAsync();
        Assert.True((await told.BoundingBoxAsync())!.Width > 100);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_dance_is_one_page_on_paper()
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, $"/dances/{SampleDances.Id(1)}?view=front-row");
        var paper = Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { Format = "A4" }));
        var picture = await page.EvaluateAsync<int>("document.querySelector('.paper-only').naturalWidth");
        await page.Context.CloseAsync();

        Assert.Equal(1, System.Text.RegularExpressions.Regex.Count(paper, "/Type ?/Page\\b"));
        Assert.True(picture > 1000);
    }
}
