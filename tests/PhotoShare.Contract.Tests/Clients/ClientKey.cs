using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>A client's key for private_key_jwt (RFC 7523), ES256.</summary>
public sealed class ClientKey
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Id { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(9));

    /// <summary>The key set that a server is given (RFC 7517 section 5).</summary>
    public string PublicKeySet
    {
        get
        {
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            var jwk = new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = Base64UrlEncoder.Encode(point.X),
                ["y"] = Base64UrlEncoder.Encode(point.Y),
                ["kid"] = Id,
                ["use"] = "sig",
                ["alg"] = "ES256",
            };
            return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
        }
    }

    /// <summary>Signs what would be signed in a JWS, whatever algorithm its header claims.</summary>
    public byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256);
}
