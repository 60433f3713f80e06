using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.OAuth.Tests;

public sealed class ClientAssertionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "key-1" };

    [Fact]
    public void The_client_is_issuer_and_subject_and_the_server_the_one_audience()
    {
        var assertion = Create();
        Assert.Equal(("client", "client"), (assertion.Issuer, assertion.Subject));
        Assert.Equal("https://server.example", assertion.GetPayloadValue<string>("aud"));
        Assert.Equal(("ES256", "key-1", "client-authentication+jwt"), (assertion.Alg, assertion.Kid, assertion.Typ));
    }

    [Fact]
    public void It_lives_for_a_minute_and_no_clock_ahead_of_ours_finds_it_too_early()
    {
        var assertion = Create();
        Assert.Equal(Now.ToUnixTimeSeconds(), assertion.GetPayloadValue<long>("iat"));
        Assert.Equal(Now.ToUnixTimeSeconds() + 60, assertion.GetPayloadValue<long>("exp"));
        Assert.False(assertion.TryGetPayloadValue<long>("nbf", out _));
    }

    [Fact]
    public void No_two_are_the_same() => Assert.NotEqual(Create().Id, Create().Id);

    [Fact]
    public async Task The_server_can_check_it()
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(Create().EncodedToken, new TokenValidationParameters
        {
            ValidIssuer = "client",
            ValidAudience = "https://server.example",
            ValidTypes = [ClientAssertion.TokenType],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = key,
            ValidateLifetime = false,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    private JsonWebToken Create() => new(ClientAssertion.Create("client", "https://server.example", new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256), Now));
}
