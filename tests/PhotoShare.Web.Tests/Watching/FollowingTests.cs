using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>What a dance goes on with, and what only follows it.</summary>
public sealed class FollowingTests(GarnetServer garnet)
{
    private const string Albums = "/connections/friendbook/albums";

    [Fact]
    public async Task Another_instance_of_Web_goes_on_with_the_dance_at_every_step()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var (second, third) = (web.StartInstance(), web.StartInstance());
        using var browser = await web.SignedInAsync();
        var begun = await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/connect", follow: false);
        web.LetAnswer(second);
        var question = await browser.GetAsync(begun.Headers.Location!.AbsoluteUri);
        web.LetAnswer(third);
        await browser.PressAsync(question, "/connections/friendbook/keep");
        web.LetAnswer(second);
        await browser.GetAsync(Albums);

        var hops = await web.Recorded.HopsOfAsync(question.Dance);
        Assert.Equal(["start", "callback", "account_shown", "account_kept", "page_read"], hops.Where(hop => hop[HopAttributes.From] == "browser").Select(hop => hop.Step));
    }

    [Fact]
    public async Task Of_many_first_reads_at_once_one_ends_the_dance_and_the_others_follow_it()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        await browser.PressAsync(question, "/connections/friendbook/keep");
        var dance = question.Dance;

        var reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await browser.GetAsync(Albums)).Dance));

        Assert.Single(reads, read => read == dance);
        foreach (var read in reads.Where(read => read != dance))
        {
            var hops = await web.Recorded.HopsOfAsync(read);
            Assert.Equal(["page_read", "resource_request"], hops.Select(hop => hop.Step));
            Assert.Equal(("read", "read", dance), (hops[0][HopAttributes.DanceKind], hops[0][HopAttributes.DanceOutcome], Assert.Single(hops[0].Links)));
        }
    }

    [Fact]
    public async Task A_first_read_much_later_is_no_part_of_the_dance()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var dance = (await browser.GetAsync("/connections")).Dance;
        web.Clock.Advance(TimeSpan.FromMinutes(15));

        var read = (await browser.GetAsync(Albums)).Dance;

        Assert.NotEqual(dance, read);
        Assert.Equal(dance, Assert.Single((await web.Recorded.HopsOfAsync(read))[0].Links));
    }

    [Fact]
    public async Task A_refresh_within_a_read_is_a_hop_of_the_read()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        web.Clock.Advance(TimeSpan.FromMinutes(20));

        var hops = await web.Recorded.HopsOfAsync((await browser.GetAsync(Albums)).Dance);

        Assert.Equal(["page_read", "refresh", "resource_request"], hops.Select(hop => hop.Step));
        Assert.Null(hops[1][HopAttributes.DanceKind]);
        Assert.Equal(hops[1].Received("access_token"), hops[2].Sent("access_token"));
    }

    [Fact]
    public async Task A_refresh_that_nothing_larger_holds_is_a_trace_of_its_own_that_follows_the_dance()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var dance = (await browser.GetAsync("/connections")).Dance;
        web.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.IsType<AccessTokenResult.Token>(await web.TokenAsync());

        var refresh = Assert.Single(web.Recorded.All, span => span.Step == "refresh" && span.Links.Contains(dance));
        Assert.Equal(("refresh", "friendbook"), (refresh[HopAttributes.DanceKind], refresh[HopAttributes.DanceNetwork]));
    }

    [Fact]
    public async Task A_read_after_the_grant_was_taken_back_fails_and_is_told_with_a_link_to_itself()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        await browser.GetAsync(Albums);
        web.Friendbook.RevokeEverything();

        var page = await browser.GetAsync(Albums);

        Assert.Contains("no longer lets us in", page.Body, StringComparison.Ordinal);
        var hops = await web.Recorded.HopsOfAsync(page.Dance);
        Assert.Equal(["page_read", "resource_request", "refresh"], hops.Select(hop => hop.Step));
        Assert.Equal((null, "status_401", "invalid_grant"), (hops[0][HopAttributes.Error], hops[1][HopAttributes.Error], hops[2][HopAttributes.Error]));
        Assert.Equal("failed", hops[0][HopAttributes.DanceOutcome]);
    }

    [Fact]
    public async Task A_disconnect_is_a_trace_of_its_own_that_follows_the_dance_and_ends_with_the_refusal()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var cards = await browser.GetAsync("/connections");

        var page = await browser.PressAsync(cards, "/connections/friendbook/disconnect");

        Assert.NotEqual(cards.Dance, page.Dance);
        var hops = await web.Recorded.HopsOfAsync(page.Dance);
        Assert.Equal(["disconnect", "resource_request", "revocation", "revocation", "refused_read"], hops.Select(hop => hop.Step));
        Assert.Equal(("disconnect", "disconnected", cards.Dance), (hops[0][HopAttributes.DanceKind], hops[0][HopAttributes.DanceOutcome], Assert.Single(hops[0].Links)));
        Assert.Equal(["refresh_token", "access_token"], hops.Skip(2).Take(2).Select(hop => hop.Sent("token_type_hint")));
        Assert.Equal(("401", null), (hops[4]["http.response.status_code"], hops[4][HopAttributes.Error]));
        Assert.Equal(hops[1].Sent("access_token"), hops[4].Sent("access_token"));
    }

    [Fact]
    public async Task A_disconnect_that_the_network_did_not_confirm_is_seen_as_failed()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var cards = await browser.GetAsync("/connections");
        web.Friendbook.Tricks.Down = true;

        var page = await browser.PressAsync(cards, "/connections/friendbook/disconnect");

        Assert.Equal("failed", (await web.Recorded.HopsOfAsync(page.Dance))[0][HopAttributes.DanceOutcome]);
    }

    [Fact]
    public async Task A_reconnect_is_a_dance_of_its_own_and_from_then_on_the_one_that_is_followed()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var first = (await browser.GetAsync("/connections")).Dance;

        var second = (await browser.ConnectAsync()).Dance;

        Assert.NotEqual(first, second);
        Assert.Equal(second, (await browser.GetAsync(Albums)).Dance);
    }
}
