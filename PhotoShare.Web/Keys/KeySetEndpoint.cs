using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Web.Keys;

/// <summary>Web's public keys, which the authorization servers read to check client assertions (RFC 7517, RFC 7523).</summary>
public static class KeySetEndpoint
{
    public static void AddSigningKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddHostedService<KeyRotation>();
    }

    public static void MapKeySet(this IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/jwks.json", GetKeySet).AllowAnonymous();

    private static async Task<IResult> GetKeySet(SigningKeys keys, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new { keys = (await keys.PublishedAsync(cancellationToken)).Select(Public) });
    }

    private static object Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            crv = JsonWebKeyECTypes.P256,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
            use = JsonWebKeyUseNames.Sig,
            alg = SecurityAlgorithms.EcdsaSha256,
            kid = key.KeyId,
        };
    }
}
