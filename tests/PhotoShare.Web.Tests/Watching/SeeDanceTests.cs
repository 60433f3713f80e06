using System.Net;
using PhotoShare.Web.Tests.Hosting;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>Links from where a dance matters to the page that draws it. That each leads to its own dance, the tests of the hops prove.</summary>
public sealed class SeeDanceTests(GarnetServer garnet)
{
    private const string Link = "See this dance", Albums = "/connections/friendbook/albums";

    [Fact]
    public async Task Without_an_address_of_Dance_no_page_links_there_and_no_address_names_a_dance()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["Dance:Url"] = null);
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        await browser.PressAsync(question, "/connections/friendbook/keep");
        await browser.GetAsync(Albums);
        web.Friendbook.Tricks.AuthorizationError = "access_denied";
        await browser.StartConnectingAsync();
        await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/disconnect");

        Assert.Contains("Is this you at", browser.Seen, StringComparison.Ordinal);
        Assert.Contains("You said no", browser.Seen, StringComparison.Ordinal);
        Assert.Contains("is disconnected", browser.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Link, browser.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("dance=", browser.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_links_to_the_dance_that_it_came_out_of_also_when_a_reconnect_is_needed()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        var cards = await browser.PressAsync(question, "/connections/friendbook/keep");
        Assert.Equal(question.Dance, cards.Dance);
        web.Friendbook.RevokeEverything();
        web.Clock.Advance(TimeSpan.FromMinutes(5));
        await web.TokenAsync();

        cards = await browser.GetAsync("/connections");

        Assert.Contains("Reconnect needed", cards.Body, StringComparison.Ordinal);
        Assert.Equal(question.Dance, cards.Dance);
    }

    [Fact]
    public async Task A_page_that_is_no_part_of_any_dance_links_to_none()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        foreach (var address in (string[])["/", "/connections", "/connections/nobook/keep", Albums])
            Assert.DoesNotContain(Link, (await browser.GetAsync(address)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736/../../evil")]
    [InlineData("4BF92F3577B34DA6A3CE929D0E0E4736")]
    [InlineData("https://evil.example/")]
    public async Task What_is_no_trace_id_becomes_no_link(string dance)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        var page = await browser.GetAsync($"/connections/friendbook/problem/StateLost?dance={Uri.EscapeDataString(dance)}");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.DoesNotContain(Link, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5040")]
    [InlineData("http://127.0.0.1:5040/")]
    public void The_address_of_a_dance_is_the_same_with_and_without_a_slash(string url) =>
        Assert.Equal("http://127.0.0.1:5040/dances/4bf92f3577b34da6a3ce929d0e0e4736", new DanceAddress(url).Of("4bf92f3577b34da6a3ce929d0e0e4736"));

    [Theory]
    [InlineData("127.0.0.1:5040")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/dances")]
    public void An_address_of_Dance_that_is_none_is_an_error_at_start_that_names_the_key(string url) =>
        Assert.Contains("Dance:Url", Assert.Throws<InvalidOperationException>(() => new DanceAddress(url)).Message, StringComparison.Ordinal);
}
