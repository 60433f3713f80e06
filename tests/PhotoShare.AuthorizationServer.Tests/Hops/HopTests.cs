using System.Collections.Immutable;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Tests.Hops;

/// <summary>What the server's spans tell of a dance: each request as a hop, by whom and to whom, with what a watcher needs to find its dance.</summary>
[Collection(nameof(SpanTests))]
public sealed class HopTests : IDisposable
{
    private static readonly Fingerprints Fingerprints = new(FederationServer.FingerprintKey);

    private readonly FederationServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_connect_is_told_hop_by_hop()
    {
        var player = new Player(server, "friendbook");
        var back = await player.AuthorizeAsync();
        var tokens = await player.RedeemAsync(back["code"]!);
        await player.UserInfoAsync(tokens["access_token"].GetString()!);
        await player.IntrospectAsync(tokens["access_token"].GetString()!);
        await player.RefreshAsync(tokens["refresh_token"].GetString()!);
        await player.RevokeAsync(tokens["refresh_token"].GetString()!);
        await player.SignOutAsync(tokens["id_token"].GetString()!);
        await player.DiscoverAsync();

        Assert.Equal(
        [
            "pushed_request: ? → authorization_server@friendbook",
            "key_set: authorization_server@friendbook → ?",
            "authorization_request: browser → authorization_server@friendbook",
            "sign_in_page: browser → authorization_server@friendbook",
            "sign_in: browser → authorization_server@friendbook",
            "consent_page: browser → authorization_server@friendbook",
            "consent: browser → authorization_server@friendbook",
            "redirect_back: authorization_server@friendbook → browser",
            "token_request: ? → authorization_server@friendbook",
            "user_info: ? → authorization_server@friendbook",
            "introspection: resource_server@friendbook → authorization_server@friendbook",
            "refresh: ? → authorization_server@friendbook",
            "revocation: ? → authorization_server@friendbook",
            "sign_out: browser → authorization_server@friendbook",
            "discovery: ? → authorization_server@friendbook",
            "key_set: ? → authorization_server@friendbook",
        ], (await server.Spans.HopsAsync()).Select(hop => hop.ToString()));
    }

    [Fact]
    public async Task Every_front_channel_hop_of_a_request_carries_the_fingerprint_that_the_pushed_request_was_answered_with()
    {
        var player = new Player(server, "friendbook");
        await player.AuthorizeAsync();

        var name = (await HopAsync("pushed_request")).Received("request_uri");
        Assert.Equal(Fingerprints.Of(player.RequestUri), name);
        var front = (await server.Spans.HopsAsync()).Where(hop => hop[HopAttributes.Channel] == "front").ToList();
        Assert.Equal(6, front.Count);
        Assert.All(front.Where(hop => hop.Step != "redirect_back"), hop => Assert.Equal(name, hop.Sent("request_uri")));
        // It is inside of the consent that it answers, in its trace.
        var redirect = await HopAsync("redirect_back");
        Assert.Equal((await HopAsync("consent")).Id, redirect.ParentId);
        Assert.Equal(Fingerprints.Of(player.State), redirect.Sent("state"));
    }

    [Fact]
    public async Task Hops_say_what_was_sent_and_what_came_back()
    {
        var player = new Player(server, "friendbook");
        var back = await player.AuthorizeAsync();
        var tokens = await player.RedeemAsync(back["code"]!);
        await player.IntrospectAsync(tokens["access_token"].GetString()!);

        var (pushed, redirect, redeemed, asked) = (await HopAsync("pushed_request"), await HopAsync("redirect_back"), await HopAsync("token_request"), await HopAsync("introspection"));
        Assert.Equal(("photoshare", "S256", "private_key_jwt"), (pushed.Sent("client_id"), pushed.Sent("code_challenge_method"), pushed.Sent("authentication")));
        Assert.Equal(("http://as.test/realms/friendbook", "ES256"), (pushed.Sent("client_assertion.aud"), pushed.Sent("client_assertion.alg")));
        Assert.Equal("signing in", (await HopAsync("sign_in_page"))[HopAttributes.Waiting]);
        Assert.Equal("deciding", (await HopAsync("consent_page"))[HopAttributes.Waiting]);
        Assert.Equal("yes", (await HopAsync("consent")).Sent("decision"));
        Assert.Equal((Fingerprints.Of(back["code"]!), back["iss"]), (redirect.Sent("code"), redirect.Sent("iss")));
        Assert.Equal("http://web.test/connections/friendbook/callback", redirect.Sent("redirect_uri"));
        Assert.Equal((Fingerprints.Of(back["code"]!), Fingerprints.Of(player.Verifier)), (redeemed.Sent("code"), redeemed.Sent("code_verifier")));
        Assert.Equal((Fingerprints.Of(tokens["access_token"].GetString()!), "300"), (redeemed.Received("access_token"), redeemed.Received("expires_in")));
        Assert.Equal(redeemed.Received("access_token"), asked.Sent("token"));
        Assert.Equal(("friendbook-api", "client_secret_basic"), (asked.Sent("client_id"), asked.Sent("authentication")));
        Assert.Equal(("true", "friendbook-api", "http://as.test/realms/friendbook"), (asked.Received("active")?.ToLowerInvariant(), asked.Received("aud"), asked.Received("iss")));
        Assert.Contains("photos.read", asked.Received("scope"));
        Assert.NotNull(asked.Received("exp"));
        Assert.All((await server.Spans.HopsAsync()), hop => Assert.Null(hop[HopAttributes.Error]));
    }

    [Fact]
    public async Task A_sign_in_by_another_realm_is_told_by_both_and_can_be_followed_from_one_to_the_other()
    {
        var player = new Player(server, "instapic");
        await player.AuthorizeAsync(by: "friendbook");

        var request = Fingerprints.Of(player.RequestUri);
        var (ask, answer) = (await HopAsync("redirect_out"), await HopAsync("callback"));
        Assert.Equal("redirect_out: authorization_server@instapic → browser", ask.ToString());
        Assert.Equal("callback: browser → authorization_server@instapic", answer.ToString());
        Assert.Equal((request, request), (ask.Sent("request_uri"), answer.Sent("request_uri")));

        // By its state to Friendbook, where the request is kept under a name of its own, and back.
        var asked = await HopAsync("authorization_request", "authorization_server@friendbook");
        var kept = asked.Received("request_uri");
        Assert.NotNull(kept);
        Assert.NotNull(ask.Sent("state"));
        var there = await HopAsync("redirect_back", from: "authorization_server@friendbook");
        Assert.All((SeenSpan[])[asked, there, answer], hop => Assert.Equal(ask.Sent("state"), hop.Sent("state")));
        Assert.All((SeenSpan[])[await HopAsync("sign_in_page", "authorization_server@friendbook"), await HopAsync("sign_in"), there], hop => Assert.Equal(kept, hop.Sent("request_uri")));

        // The back channel, as its client says it and as its server does.
        var redeemed = (await server.Spans.HopsAsync()).Where(hop => hop.Step == "token_request").ToList();
        Assert.Equal(["token_request: authorization_server@instapic → authorization_server@friendbook", "token_request: ? → authorization_server@friendbook"], redeemed.Select(hop => hop.ToString()));
        Assert.Equal(answer.Id, redeemed[0].ParentId);
        Assert.Equal(answer.Sent("code"), redeemed[0].Sent("code"));
        Assert.NotNull(redeemed[0].Received("id_token"));
        Assert.Equal(redeemed[0].Received("id_token"), redeemed[1].Received("id_token"));
        Assert.Contains("key_set: authorization_server@instapic → authorization_server@friendbook", (await server.Spans.HopsAsync()).Select(hop => hop.ToString()));
    }

    [Fact]
    public async Task A_no_is_told_on_the_redirect_that_says_it()
    {
        await new Player(server, "friendbook").AuthorizeAsync(decision: "no");

        var (consent, redirect) = (await HopAsync("consent"), await HopAsync("redirect_back"));
        Assert.Equal("no", consent.Sent("decision"));
        Assert.Null(consent[HopAttributes.Error]);
        Assert.Equal(("access_denied", "access_denied"), (redirect.Sent("error"), redirect[HopAttributes.Error]));
        Assert.Null(redirect.Sent("code"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_the_person_tries_again()
    {
        await new Player(server, "friendbook").AuthorizeAsync(password: "not-the-password");

        var hop = await HopAsync("sign_in");
        Assert.Equal(("wrong_credentials", "signing in"), (hop[HopAttributes.Error], hop[HopAttributes.Waiting]));
    }

    [Fact]
    public async Task A_refused_code_is_told_with_the_protocol_s_error()
    {
        await new Player(server, "friendbook").RedeemAsync("no-such-code");

        var hop = await HopAsync("token_request");
        Assert.Equal(("invalid_grant", "invalid_grant"), (hop[HopAttributes.Error], hop.Received("error")));
    }

    [Theory]
    [InlineData("http://as.test/realms/friendbook", "authorization_server@friendbook")]
    [InlineData("https://login.example/", "authorization_server@land")]
    public void An_identity_provider_is_named_by_its_realm_or_else_as_this_realm_calls_it(string issuer, string party) => Assert.Equal(party, RealmHops.Provider(
        new IdentityProvider { Alias = "land", ProviderId = "oidc", Config = ImmutableDictionary<string, string>.Empty.Add("issuer", issuer) }).ToString());

    private async Task<SeenSpan> HopAsync(string step, string? to = null, string? from = null) => Assert.Single(await server.Spans.HopsAsync(), hop =>
        hop.Step == step && (to is null || hop[HopAttributes.To] == to) && (from is null || hop[HopAttributes.From] == from));
}
