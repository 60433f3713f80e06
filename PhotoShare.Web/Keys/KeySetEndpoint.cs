using System.Diagnostics;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Watching;

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

    private static async Task<IResult> GetKeySet(SigningKeys keys, HttpContext context, RequestHops hops, CancellationToken cancellationToken)
    {
        // Which realm asks does not say so. With a trace it is a server, in the middle of a dance; a browser's would not have been adopted.
        if (Activity.Current is { HasRemoteParent: true }) hops.Mark(context, HopSteps.KeySet, from: null);
        context.Response.Headers.CacheControl = "public, max-age=300";
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
