using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>What is seen of a dance, from the press on Connect to the first read.</summary>
public sealed class ConnectingHopsTests(GarnetServer garnet)
{
    private static readonly string[] Connecting =
    [
        "start browser → client@photoshare",
        "discovery client@photoshare → authorization_server@friendbook",
        "pushed_request client@photoshare → authorization_server@friendbook",
        "redirect_out client@photoshare → browser",
        "callback browser → client@photoshare",
        "token_request client@photoshare → authorization_server@friendbook",
        "key_set client@photoshare → authorization_server@friendbook",
        "user_info client@photoshare → authorization_server@friendbook",
        "account_shown browser → client@photoshare",
        "account_kept browser → client@photoshare",
        "page_read browser → client@photoshare",
        "resource_request client@photoshare → resource_server@friendbook",
    ];

    [Fact]
    public async Task Every_hop_of_a_dance_is_seen_in_one_trace_with_its_parties()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var hops = await DanceAsync(web);

        Assert.Equal(Connecting, hops.Select(hop => hop.ToString()));
        Assert.All(hops.Skip(1), hop => Assert.Contains(hops, other => other.SpanId == hop.ParentSpanId));
        Assert.All(hops, hop => Assert.Null(hop[HopAttributes.Error]));
        Assert.Equal(("connect", "friendbook", "photoshare"), (hops[0][HopAttributes.DanceKind], hops[0][HopAttributes.DanceNetwork], hops[0][HopAttributes.DanceClient]));
        Assert.Equal(["account_kept", "page_read"], hops.Where(hop => hop[HopAttributes.DanceOutcome] == "connected").Select(hop => hop.Step));
    }

    [Fact]
    public async Task The_persons_time_has_a_name()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var hops = await DanceAsync(web);
        Assert.Equal(
            [("redirect_out", "signing in"), ("account_shown", "deciding whether to keep it")],
            hops.Where(hop => hop[HopAttributes.Waiting] is not null).Select(hop => (hop.Step, hop[HopAttributes.Waiting])));
    }

    [Fact]
    public async Task Two_hops_that_spoke_of_the_same_secret_can_be_seen_to()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var hops = (await DanceAsync(web)).ToDictionary(hop => hop.Step!);

        var pushed = hops["pushed_request"];
        Same(pushed.Sent("state"), hops["callback"].Sent("state"));
        Same(pushed.Received("request_uri"), hops["redirect_out"].Sent("request_uri"));
        Same(pushed.Sent("code_challenge"), hops["token_request"].Sent("code_challenge"));
        Same(hops["callback"].Sent("code"), hops["token_request"].Sent("code"));
        Same(hops["token_request"].Received("access_token"), hops["resource_request"].Sent("access_token"));
        Same(hops["token_request"].Received("access_token"), hops["user_info"].Sent("access_token"));
        Assert.NotEqual(pushed.Sent("client_assertion"), hops["token_request"].Sent("client_assertion"));
        Assert.NotEqual(hops["token_request"].Sent("code_verifier"), hops["token_request"].Sent("code_challenge"));
    }

    [Fact]
    public async Task What_is_no_secret_is_told_as_it_was_said()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var hops = (await DanceAsync(web)).ToDictionary(hop => hop.Step!);

        var pushed = hops["pushed_request"];
        Assert.Equal(("S256", "code", "consent", "photoshare"), (pushed.Sent("code_challenge_method"), pushed.Sent("response_type"), pushed.Sent("prompt"), pushed.Sent("client_id")));
        Assert.Equal("http://localhost:5010/connections/friendbook/callback", pushed.Sent("redirect_uri"));
        Assert.Equal(("private_key_jwt", web.Friendbook.Issuer), (pushed.Sent("authentication"), pushed.Sent("client_assertion.aud")));
        Assert.Equal(("201", $"{web.Friendbook.Issuer}/par", "POST"), (pushed["http.response.status_code"], pushed["url.full"], pushed["http.request.method"]));
        Assert.Equal($"{web.Friendbook.Issuer}/authorize", hops["redirect_out"]["url.full"]);
        Assert.Equal(web.Friendbook.Issuer, hops["callback"].Sent("iss"));
        Assert.Equal(("303", "/connections/friendbook/callback"), (hops["callback"]["http.response.status_code"], hops["callback"]["url.path"]));
        Assert.Equal(("authorization_code", "Bearer", "openid profile photos.read offline_access"),
            (hops["token_request"].Sent("grant_type"), hops["token_request"].Received("token_type"), hops["token_request"].Received("scope")));
        Assert.Equal("photoshare", hops["token_request"].Received("id_token.aud"));
        Assert.Equal("keep", hops["account_kept"].Sent("decision"));
    }

    [Fact]
    public async Task A_request_that_goes_on_with_a_dance_is_seen_once_and_only_there()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var hops = await DanceAsync(web);
        // Its own span would end now at the latest.
        await (await web.SignedInAsync()).GetAsync("/connections");

        foreach (var step in (string[])["callback", "account_shown", "account_kept", "page_read"])
            Assert.Single(hops, hop => hop.Step == step);
        Assert.DoesNotContain(web.Recorded.All, span => span["http.route"] == "/connections/{network}/callback" && span.Step is null);
    }

    private static async Task<IReadOnlyList<RecordedSpan>> DanceAsync(WebUnderTest web)
    {
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        await browser.PressAsync(question, "/connections/friendbook/keep");
        var albums = await browser.GetAsync("/connections/friendbook/albums");
        Assert.Equal(question.Dance, albums.Dance);
        return await web.Recorded.HopsOfAsync(question.Dance);
    }

    private static void Same(string? one, string? other)
    {
        Assert.True(Fingerprints.IsOne(one), $"{one} is no fingerprint.");
        Assert.Equal(one, other);
    }
}
