using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>What is seen of signing in to PhotoShare: a dance of another kind, and the framework's handler dances it.</summary>
public sealed class SignInHopsTests(GarnetServer garnet)
{
    private static readonly string[] SigningIn =
    [
        "start browser → client@photoshare",
        "discovery client@photoshare → authorization_server@photoshare",
        "key_set client@photoshare → authorization_server@photoshare",
        "pushed_request client@photoshare → authorization_server@photoshare",
        "redirect_out client@photoshare → browser",
        "callback browser → client@photoshare",
        "token_request client@photoshare → authorization_server@photoshare",
    ];

    [Fact]
    public async Task Every_hop_of_a_sign_in_is_seen_in_one_trace_with_its_parties()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();

        var hops = await HopsAsync(web);

        Assert.Equal(SigningIn, hops.Select(hop => hop.ToString()));
        Assert.All(hops.Skip(1), hop => Assert.Contains(hops, other => other.SpanId == hop.ParentSpanId));
        Assert.Equal(("sign_in", "photoshare", "photoshare-web"), (hops[0][HopAttributes.DanceKind], hops[0][HopAttributes.DanceNetwork], hops[0][HopAttributes.DanceClient]));
        Assert.Equal("signed_in", hops[5][HopAttributes.DanceOutcome]);
        Assert.Equal("signing in", hops[4][HopAttributes.Waiting]);
    }

    [Fact]
    public async Task Its_secrets_are_fingerprints_by_which_its_hops_can_be_told_to_belong_together()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var hops = (await HopsAsync(web)).ToDictionary(hop => hop.Step!);

        Same(hops["pushed_request"].Sent("state"), hops["callback"].Sent("state"));
        Same(hops["pushed_request"].Received("request_uri"), hops["redirect_out"].Sent("request_uri"));
        Same(hops["pushed_request"].Sent("code_challenge"), hops["token_request"].Sent("code_challenge"));
        Same(hops["callback"].Sent("code"), hops["token_request"].Sent("code"));
        Assert.Equal(web.SignIn.Issuer, hops["token_request"].Sent("client_assertion.aud"));
        Assert.Equal(web.SignIn.Issuer, hops["callback"].Sent("iss"));
        Assert.Equal("200", hops["token_request"]["http.response.status_code"]);
    }

    [Fact]
    public async Task Another_instance_of_Web_goes_on_with_a_sign_in()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        var begun = await browser.GetAsync("/sign-in", follow: false);
        web.LetAnswer(web.StartInstance());
        await browser.GetAsync(begun.Headers.Location!.AbsoluteUri);

        var hops = await HopsAsync(web);
        Assert.Equal("signed_in", Assert.Single(hops, hop => hop.Step == "callback")[HopAttributes.DanceOutcome]);
        Assert.Single(hops, hop => hop.Step == "start");
    }

    [Theory]
    [InlineData("access_denied", "refused", "access_denied")]
    [InlineData("server_error", "failed", "unavailable")]
    public async Task A_sign_in_that_ends_early_says_how(string error, string outcome, string word)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.AuthorizationError = error;
        using var browser = await web.SignedInAsync();

        var callback = Assert.Single(await HopsAsync(web), hop => hop.Step == "callback");
        Assert.Equal((error, outcome, word), (callback.Sent("error"), callback[HopAttributes.DanceOutcome], callback[HopAttributes.Error]));
    }

    [Fact]
    public async Task A_code_that_is_refused_is_seen_on_the_token_request()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.TokenError = "invalid_grant";
        using var browser = await web.SignedInAsync();

        var hops = (await HopsAsync(web)).ToDictionary(hop => hop.Step!);
        Assert.Equal("invalid_grant", hops["token_request"][HopAttributes.Error]);
        Assert.Equal(("failed", "state_lost"), (hops["callback"][HopAttributes.DanceOutcome], hops["callback"][HopAttributes.Error]));
    }

    [Fact]
    public async Task A_sign_in_service_that_is_down_ends_it_where_it_began_with_a_link_to_the_dance()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.Down = true;
        using var browser = web.NewBrowser();

        var hops = await web.Recorded.HopsOfAsync((await browser.GetAsync("/sign-in")).Dance);

        Assert.Equal(("start", "failed", "unavailable"), (hops[0].Step, hops[0][HopAttributes.DanceOutcome], hops[0][HopAttributes.Error]));
    }

    // By an address that only this test's server has.
    private static Task<IReadOnlyList<RecordedSpan>> HopsAsync(WebUnderTest web) => web.Recorded.HopsOfAsync(
        web.Recorded.All.First(span => span.Step == "redirect_out" && span["url.full"] == $"{web.SignIn.Issuer}/authorize").TraceId);

    private static void Same(string? one, string? other)
    {
        Assert.True(Fingerprints.IsOne(one), $"{one} is no fingerprint.");
        Assert.Equal(one, other);
    }
}
