using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>A client assertion (RFC 7523 section 3), in the open so that a test can spoil any part of it.</summary>
public sealed class Assertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly ClientKey key;

    public Assertion(ClientKey key, string clientId, string issuer)
    {
        this.key = key;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Header = new() { ["alg"] = "ES256", ["kid"] = key.Id };
        Claims = new()
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = issuer,
            ["jti"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = now,
            ["exp"] = now + 60,
        };
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>The JWS in its compact form (RFC 7515 section 7.1).</summary>
    public override string ToString()
    {
        var signed = $"{Encode(Header)}.{Encode(Claims)}";
        var signature = (string?)Header["alg"] == "none" ? [] : key.Sign(Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Encode(JsonObject part) => Base64UrlEncoder.Encode(part.ToJsonString());
}
