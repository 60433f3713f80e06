using Microsoft.IdentityModel.JsonWebTokens;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>The whole dance: pushed request, sign-in, consent, code, tokens, userinfo, introspection.</summary>
public sealed class DanceTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_person_signs_in_says_yes_and_the_client_reads_who_they_are()
    {
        var dance = server.Dance();
        var tokens = await dance.TokensAsync("openid profile photos.read");

        var access = new JsonWebToken(tokens["access_token"]);
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("ES256", access.Alg);
        Assert.Equal(dance.Issuer, access.Issuer);
        Assert.Equal(["photo-api"], access.Audiences);
        Assert.Equal("ada-id", access.Subject);
        Assert.Equal("web", access.GetPayloadValue<string>("azp"));
        Assert.Equal(["openid", "photos.read", "profile"], access.GetPayloadValue<string>("scope").Split(' ').Order());

        var identity = new JsonWebToken(tokens["id_token"]);
        Assert.Equal("the-nonce", identity.GetPayloadValue<string>("nonce"));
        Assert.Equal("ada", identity.GetPayloadValue<string>("preferred_username"));
        Assert.Equal(access.GetPayloadValue<string>("sid"), identity.GetPayloadValue<string>("sid"));

        var person = (await dance.UserInfoAsync(tokens["access_token"]!)).Succeeded();
        Assert.Equal(("ada-id", "ada"), (person["sub"], person["preferred_username"]));

        var introspection = (await dance.IntrospectAsync(tokens["access_token"]!)).Succeeded();
        Assert.Equal("True", introspection["active"]);
        Assert.Equal(("ada-id", "ada", "web", dance.Issuer), (introspection["sub"], introspection["username"], introspection["client_id"], introspection["iss"]));
    }

    [Fact]
    public async Task An_account_without_the_role_for_it_gets_no_offline_grant()
    {
        var dance = server.Dance();
        (await dance.RedeemAsync(await dance.CodeAsync("openid photos.read offline_access", "eve"))).IsRefused("not_allowed");
        await server.Dance().TokensAsync("openid photos.read", "eve");
    }
}
