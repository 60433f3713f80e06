using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Tests.SignIn;

namespace PhotoShare.AuthorizationServer.Tests.Brokering;

/// <summary>ID tokens that prove nothing (OpenID Connect Core section 3.1.3.7).</summary>
public sealed class IdTokenTests(PeopleServer server) : BrokeringScene(server)
{
    [Theory]
    [InlineData("iss", "http://evil.test")]
    [InlineData("aud", "another-client")]
    [InlineData("nonce", "another-sign-in")]
    [InlineData("nonce", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("exp", 1)]
    [InlineData("exp", null)]
    [InlineData("nbf", 4102444800L)]
    [InlineData("azp", "another-client")]
    public async Task Id_token_with_a_wrong_claim_signs_nobody_in(string claim, object? value)
    {
        var answer = await SignInAsync(Person, claims =>
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        });
        await NobodyIsSignedInAsync(answer, HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Id_token_for_several_clients_must_name_us_as_the_one_who_asked()
    {
        await NobodyIsSignedInAsync(await SignInAsync(Person, claims => claims["aud"] = new[] { "sea", "another" }), HttpStatusCode.BadGateway);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(Person, claims => (claims["aud"], claims["azp"]) = (new[] { "sea", "another" }, "sea"))).StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256 with the public key")]
    [InlineData("another key")]
    [InlineData("unknown key id")]
    [InlineData("not a token")]
    public async Task Id_token_that_the_provider_did_not_sign_signs_nobody_in(string trick)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Server.Provider.Sign = trick switch
        {
            "none" => payload => $"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{Base64UrlEncoder.Encode(payload)}.",
            "HS256 with the public key" => payload => FakeProvider.SignBy(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Server.Provider.PublicKeys)) { KeyId = "land-1" }, "HS256"), payload),
            "another key" => payload => FakeProvider.SignBy(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "land-1" }, "ES256"), payload),
            "unknown key id" => payload => FakeProvider.SignBy(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "land-2" }, "ES256"), payload),
            _ => _ => "not a token",
        };
        await NobodyIsSignedInAsync(await SignInAsync(Person), HttpStatusCode.BadGateway);
    }
}
