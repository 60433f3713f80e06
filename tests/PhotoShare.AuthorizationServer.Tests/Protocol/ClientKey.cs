using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>A client's signing key, and assertions made with it.</summary>
internal sealed class ClientKey
{
    private readonly ECDsaSecurityKey key;

    public ClientKey(string id = "key-1")
    {
        key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        PublicSet = JsonSerializer.Serialize(new { keys = (object[])[new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = id, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) }] });
    }

    public string PublicSet { get; }

    /// <summary>An assertion (RFC 7523 section 3); <paramref name="change"/> spoils it.</summary>
    public string Assertion(string client, string issuer, DateTimeOffset now, Action<Dictionary<string, object>>? change = null, string? type = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = client,
            ["sub"] = client,
            ["aud"] = issuer,
            ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddSeconds(60).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(JsonSerializer.Serialize(claims), new SigningCredentials(key, "ES256"), new Dictionary<string, object> { ["typ"] = type ?? "JWT" });
    }
}
