using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>What tokens are made of (RFC 9068, OIDC Core sections 2 and 5.3; threats 29, 31, 33, 35).</summary>
public abstract class TokenTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : TokenTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : TokenTests(server);

    [Theory]
    [InlineData("friendbook")]
    [InlineData("instapic")]
    public async Task An_access_token_is_for_the_api_of_its_network_and_signed_by_its_realm(string realm)
    {
        var tokens = await Connecting(realm).DanceAsync(NewPerson(realm), Photos);
        var result = await ValidateAsync(tokens.AccessToken!, realm, $"{realm}-api", "at+jwt");

        Assert.True(result.IsValid, result.Exception?.Message);
        var claims = Jwt.Claims(tokens.AccessToken!);
        Assert.Equal(300, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.Contains("photos.read", ((string)claims["scope"]!).Split(' '));
        Assert.NotEmpty((string)claims["sub"]!);
        Assert.NotEmpty((string)claims["jti"]!);
    }

    [Fact]
    public async Task A_token_of_one_realm_does_not_verify_with_the_keys_of_another()
    {
        var tokens = await Connecting("instapic").DanceAsync(NewPerson("instapic"), Photos);
        Assert.False((await ValidateAsync(tokens.AccessToken!, "friendbook", "instapic-api", "at+jwt")).IsValid);
    }

    [Fact]
    public async Task An_id_token_is_for_the_client_and_holds_the_nonce_and_who_it_is_and_no_audience_of_an_api()
    {
        var person = NewPerson();
        var grant = await Connecting().AuthorizeAsync(person, Photos, ("nonce", "n-0S6_WzA2Mj"));
        var tokens = (await Connecting().RedeemAsync(grant)).Succeeded();
        var result = await ValidateAsync(tokens.IdToken!, "friendbook", "photoshare", "JWT");

        Assert.True(result.IsValid, result.Exception?.Message);
        var claims = Jwt.Claims(tokens.IdToken!);
        Assert.Equal("n-0S6_WzA2Mj", (string?)claims["nonce"]);
        Assert.Equal(person.Name, (string?)claims["preferred_username"]);
        Assert.StartsWith("Person Number", (string?)claims["name"]);
        Assert.Equal((string?)Jwt.Claims(tokens.AccessToken!)["sub"], (string?)claims["sub"]);
        Assert.NotNull(claims["auth_time"]);
        Assert.Null(claims["email"]);
        Assert.DoesNotContain("friendbook-api", claims["aud"]!.ToJsonString());
    }

    [Fact]
    public async Task An_access_token_tells_the_api_nothing_of_the_persons_name()
    {
        var claims = Jwt.Claims((await Connecting().DanceAsync(NewPerson(), Photos)).AccessToken!);
        foreach (var claim in new[] { "name", "preferred_username", "given_name", "family_name", "email", "realm_access", "resource_access" })
            Assert.Null(claims[claim]);
    }

    [Fact]
    public async Task The_subject_of_a_person_stays_and_is_another_in_every_realm()
    {
        var subjects = new HashSet<string?>();
        foreach (var (realm, client) in new[] { ("friendbook", Connecting()), ("instapic", Connecting("instapic")), ("photoshare", SignIn()) })
        {
            var ada = new Person("ada", "demo-ada");
            var scope = realm == "photoshare" ? "openid" : Photos;
            var first = Jwt.Claims((await client.DanceAsync(ada, scope)).IdToken!)["sub"];
            var second = Jwt.Claims((await client.DanceAsync(ada, scope)).IdToken!)["sub"];
            Assert.Equal((string?)first, (string?)second);
            subjects.Add((string?)first);
        }

        Assert.Equal(3, subjects.Count);
    }

    [Fact]
    public async Task Userinfo_says_who_it_is_to_a_token_in_the_header()
    {
        var person = NewPerson();
        var tokens = await Connecting().DanceAsync(person, Photos);
        var (status, body) = await UserInfoAsync(new AuthenticationHeaderValue("Bearer", tokens.AccessToken));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(person.Name, (string?)JsonNode.Parse(body)!["preferred_username"]);
    }

    [Fact]
    public async Task Userinfo_ignores_a_token_in_the_address()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), Photos);
        var (status, _) = await UserInfoAsync(null, "?access_token=" + tokens.AccessToken);
        Assert.True(status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, status.ToString());
    }

    [Fact]
    public async Task Userinfo_takes_neither_an_id_token_nor_a_token_of_another_realm_nor_one_that_is_revoked()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        var other = await Connecting("instapic").DanceAsync(NewPerson("instapic"), Photos);
        await Connecting().RevokeAsync(tokens.RefreshToken!);
        foreach (var token in new[] { tokens.IdToken, other.AccessToken, tokens.AccessToken })
        {
            var (status, _) = await UserInfoAsync(new AuthenticationHeaderValue("Bearer", token));
            Assert.Equal(HttpStatusCode.Unauthorized, status);
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> UserInfoAsync(AuthenticationHeaderValue? authorization, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await Server.EndpointAsync("friendbook", "userinfo_endpoint") + query);
        request.Headers.Authorization = authorization;
        using var response = await Server.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, string realm, string audience, string type)
    {
        var keys = new JsonWebKeySet(await Server.Http.GetStringAsync(await Server.EndpointAsync(realm, "jwks_uri")));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Server.Issuer(realm),
            ValidAudience = audience,
            ValidTypes = [type],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKeys = keys.GetSigningKeys(),
            TryAllIssuerSigningKeys = false,
            ClockSkew = TimeSpan.Zero,
        });
    }
}
