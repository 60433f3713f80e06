using System.Net;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>The end-session endpoint (OpenID Connect RP-Initiated Logout 1.0).</summary>
public sealed class LogoutTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_id_token_of_the_session_ends_it_and_leads_back_to_the_client()
    {
        var dance = server.Dance();
        var tokens = await dance.TokensAsync();
        var answer = await dance.GetAsync(Logout(dance, tokens["id_token"], TestRealm.LoggedOut));
        Assert.StartsWith(TestRealm.LoggedOut, answer.Headers.Location!.ToString());
        Assert.Equal("bye-state", Dance.Query(answer)["state"]);

        Assert.Contains("login-actions", (await dance.AuthorizeAsync(await dance.PushAsync())).Headers.Location!.ToString());
        Assert.Equal("False", (await dance.IntrospectAsync(tokens["access_token"]!))["active"]);
        (await dance.RefreshAsync(tokens["refresh_token"]!)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task An_offline_grant_outlives_the_session()
    {
        var dance = server.Dance();
        var tokens = await dance.TokensAsync("openid photos.read offline_access");
        await dance.GetAsync(Logout(dance, tokens["id_token"], TestRealm.LoggedOut));
        (await dance.RefreshAsync(tokens["refresh_token"]!)).Succeeded();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData(TestRealm.LoggedOut + "?x=1")]
    [InlineData(TestRealm.LoggedOut + "/more")]
    public async Task An_address_that_is_not_registered_leads_nowhere(string address)
    {
        var dance = server.Dance();
        var tokens = await dance.TokensAsync();
        var answer = await dance.GetAsync(Logout(dance, tokens["id_token"], address));
        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
    }

    [Fact]
    public async Task Without_a_hint_the_person_is_asked_first()
    {
        var dance = server.Dance();
        await dance.TokensAsync();
        var page = await dance.GetAsync(Logout(dance, hint: null, TestRealm.LoggedOut));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotNull(Dance.Query(await dance.AuthorizeAsync(await dance.PushAsync()))["code"]);

        var answer = await dance.SubmitAsync(page);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(TestRealm.LoggedOut, answer.Headers.Location!.ToString());
        Assert.Contains("login-actions", (await dance.AuthorizeAsync(await dance.PushAsync())).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Another_persons_id_token_and_a_forged_post_end_nothing()
    {
        var other = await server.Dance().TokensAsync(person: "ben");
        var dance = server.Dance();
        await dance.TokensAsync();
        await dance.GetAsync(Logout(dance, other["id_token"], TestRealm.LoggedOut));
        await dance.PostFormAsync($"{dance.Issuer}/protocol/openid-connect/logout", new() { ["client_id"] = "web" });
        Assert.NotNull(Dance.Query(await dance.AuthorizeAsync(await dance.PushAsync()))["code"]);
    }

    private static string Logout(Dance dance, string? hint, string address) =>
        $"{dance.Issuer}/protocol/openid-connect/logout?client_id=web&state=bye-state&post_logout_redirect_uri={Uri.EscapeDataString(address)}{(hint is null ? "" : "&id_token_hint=" + hint)}";
}
