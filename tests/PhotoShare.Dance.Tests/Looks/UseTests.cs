using Microsoft.Playwright;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Tests.Pages;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Looks;

/// <summary>Pages in use: without a script, by keyboard, and while a dance is danced.</summary>
public sealed class UseTests(Chrome chrome)
{
    private static readonly string FrontRow = $"/dances/{SampleDances.Id(1)}?view=front-row";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_that_names_a_hop_opens_it_with_and_without_a_script(bool script)
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, $"{FrontRow}#hop-20", new BrowserNewContextOptions { JavaScriptEnabled = script });

        await Assertions.Expect(page.Locator("#hop-20")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#hop-20")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#hop-19")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Hops_open_by_keyboard_and_a_fingerprint_leads_to_where_it_is_spoken_of_too()
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, FrontRow);
        await page.Locator("[data-key=hop-18] summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#hop-18")).ToBeVisibleAsync();
        Assert.NotEqual("none", await page.Locator("[data-key=hop-18] summary").EvaluateAsync<string>("it => getComputedStyle(it).outlineStyle"));
        await page.Locator("#hop-18 a[href='#hop-20']").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#hop-20")).ToBeInViewportAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Switching_the_view_keeps_the_place()
    {
        await using var host = new PagesHost();
        var page = await chrome.OpenAsync(host, FrontRow);
        await page.Locator("[data-key=hop-20] summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "From the balcony" }).ClickAsync();
        await Assertions.Expect(page.Locator("#hop-20")).ToBeInViewportAsync();
        Assert.EndsWith("view=balcony#hop-20", page.Url);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "From the front row" }).ClickAsync();

        await Assertions.Expect(page.Locator("#hop-20")).ToBeInViewportAsync();
        Assert.EndsWith("view=front-row#hop-20", page.Url);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_dance_under_way_grows_and_what_is_open_or_focused_stays()
    {
        await using var host = new PagesHost();
        var all = SampleDances.Federated();
        host.Dances.Put(First(all, 12));
        var page = await chrome.OpenAsync(host, FrontRow);
        await page.Locator("[data-key=hop-3] summary").ClickAsync();
        await page.Locator("[data-key=hop-4] summary").FocusAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Under way: 12 hops so far.");
        host.Dances.Put(First(all, 25));
        await Assertions.Expect(page.Locator(".hop")).ToHaveCountAsync(25);
        host.Dances.Put(all);

        await Assertions.Expect(page.Locator(".hop")).ToHaveCountAsync(29);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It ended as wanted.");
        await Assertions.Expect(page.Locator("#hop-3")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-key=hop-4] summary")).ToBeFocusedAsync();
        Assert.Equal(33, await page.Locator(".hops > li").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_dance_that_is_asked_for_before_its_spans_have_come_appears_by_itself()
    {
        await using var host = new PagesHost();
        var late = SampleDances.Refused() with { Id = SampleDances.Id(60) };
        var page = await chrome.OpenAsync(host, $"/dances/{late.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "This dance is not here" })).ToBeVisibleAsync();
        host.Dances.Put(late);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Connect Friendbook" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_list_shows_a_new_dance_by_itself()
    {
        await using var host = new PagesHost();
        host.Dances.Clear();
        var page = await chrome.OpenAsync(host, "/");
        await Assertions.Expect(page.GetByText("Nobody has danced yet")).ToBeVisibleAsync();
        host.Dances.Put(SampleDances.UnderWay());

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Connect Friendbook" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static WatchedDance First(WatchedDance dance, int hops) => dance with
    {
        Hops = [.. dance.Hops.Take(hops)],
        Gaps = [.. dance.Gaps.Where(gap => gap.AfterHop < hops)],
        Outcome = DanceOutcome.UnderWay,
    };
}
