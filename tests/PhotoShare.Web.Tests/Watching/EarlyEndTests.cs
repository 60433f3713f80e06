using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Tests.Dance;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>What is seen of dances that end early.</summary>
public sealed class EarlyEndTests(GarnetServer garnet)
{
    [Fact]
    public async Task A_persons_No_ends_their_dance_as_refused()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.AuthorizationError = "access_denied";
        using var browser = await web.SignedInAsync();

        var hops = await web.Recorded.HopsOfAsync((await browser.StartConnectingAsync()).Dance);

        AssertEnded(hops, "callback", "refused", "access_denied");
        Assert.Equal("access_denied", hops[^1].Sent("error"));
        Assert.Equal("start", hops[0].Step);
    }

    [Fact]
    public async Task Giving_the_account_back_ends_the_dance_as_refused_with_its_revocations()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        await browser.PressAsync(question, "/connections/friendbook/decline");

        var hops = await web.Recorded.HopsOfAsync(question.Dance);

        Assert.Equal(["account_kept", "revocation", "revocation"], hops.TakeLast(3).Select(hop => hop.Step));
        Assert.Equal(("give back", "refused"), (hops[^3].Sent("decision"), hops[^3][HopAttributes.DanceOutcome]));
    }

    [Fact]
    public async Task An_answer_that_comes_twice_is_a_failed_dance_of_its_own_and_adds_nothing_to_the_first()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await Ending.AnswerAsync(browser);
        var question = await browser.GetAsync(answer.AbsoluteUri);

        var replay = await browser.GetAsync(answer.AbsoluteUri);

        Assert.NotEqual(question.Dance, replay.Dance);
        var hops = await web.Recorded.HopsOfAsync(replay.Dance);
        AssertEnded(hops, "callback", "failed", "state_lost");
        Assert.Single(hops);
        Assert.Equal(("connect", "friendbook"), (hops[0][HopAttributes.DanceKind], hops[0][HopAttributes.DanceNetwork]));
        Assert.Single(await web.Recorded.HopsOfAsync(question.Dance), hop => hop.Step == "callback");
    }

    [Fact]
    public async Task A_state_that_was_never_ours_fails_alone()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var page = await browser.GetAsync($"/connections/friendbook/callback?code=c&state=s&iss={web.Friendbook.Issuer}");
        AssertEnded(await web.Recorded.HopsOfAsync(page.Dance), "callback", "failed", "state_lost");
    }

    [Fact]
    public async Task An_answer_in_another_browser_fails_the_dance_that_it_belongs_to()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var beginner = await web.SignedInAsync();
        var answer = await Ending.AnswerAsync(beginner);
        using var other = await web.SignedInAsync();

        var hops = await web.Recorded.HopsOfAsync((await other.GetAsync(answer.AbsoluteUri)).Dance);

        AssertEnded(hops, "callback", "failed", "state_lost");
        Assert.Equal("start", hops[0].Step);
    }

    [Fact]
    public async Task An_answer_after_the_session_has_ended_fails_the_dance_that_it_belongs_to()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await Ending.AnswerAsync(browser);
        foreach (var cookie in browser.Cookies.GetAllCookies().Where(cookie => cookie.Name.EndsWith("session", StringComparison.Ordinal))) cookie.Expired = true;

        var hops = await web.Recorded.HopsOfAsync((await browser.GetAsync(answer.AbsoluteUri)).Dance);

        AssertEnded(hops, "callback", "failed", "session_expired");
        Assert.Equal("start", hops[0].Step);
    }

    [Fact]
    public async Task A_code_that_the_network_refuses_is_seen_on_the_token_request_and_ends_the_dance()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.TokenError = "invalid_grant";
        using var browser = await web.SignedInAsync();

        var hops = await web.Recorded.HopsOfAsync((await browser.StartConnectingAsync()).Dance);

        Assert.Equal(("token_request", "invalid_grant", "400"), (hops[^1].Step, hops[^1][HopAttributes.Error], hops[^1]["http.response.status_code"]));
        AssertEnded(hops, "callback", "failed", "code_expired_or_used");
    }

    [Fact]
    public async Task An_error_code_that_a_server_made_up_is_not_repeated()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.TokenError = "Very Strange \"thing\"";
        using var browser = await web.SignedInAsync();
        var hops = await web.Recorded.HopsOfAsync((await browser.StartConnectingAsync()).Dance);
        Assert.Equal(("no_error_code", "no_error_code"), (hops[^1][HopAttributes.Error], hops[^1].Received("error")));
    }

    [Fact]
    public async Task A_network_that_is_down_ends_the_dance_where_it_began()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        web.Friendbook.Tricks.Down = true;

        var hops = await web.Recorded.HopsOfAsync((await browser.StartConnectingAsync()).Dance);

        Assert.Equal(["start", "discovery"], hops.Select(hop => hop.Step));
        Assert.Equal("no_answer", hops[1][HopAttributes.Error]);
        AssertEnded(hops, "start", "failed", "server_unavailable");
    }

    [Fact]
    public async Task An_account_of_another_person_fails_the_dance_and_says_why()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var first = await web.ConnectedAsync("first-person");
        using var second = await web.SignedInAsync("second-person");

        var hops = await web.Recorded.HopsOfAsync((await second.StartConnectingAsync()).Dance);

        AssertEnded(hops, "callback", "failed", "account_of_another_person");
    }

    private static void AssertEnded(IReadOnlyList<RecordedSpan> hops, string step, string outcome, string error)
    {
        var end = Assert.Single(hops, hop => hop[HopAttributes.DanceOutcome] is not null);
        Assert.Equal((step, outcome, error), (end.Step, end[HopAttributes.DanceOutcome], end[HopAttributes.Error]));
    }
}
