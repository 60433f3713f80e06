using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PhotoShare.AuthorizationServer.Layout;

/// <summary>The one stylesheet of all pages. Its address changes with its content, so it may be kept for ever.</summary>
public static class Stylesheet
{
    private static readonly byte[] Content = Read();

    /// <summary>Its address below a realm's own, and below the server's for pages of no realm.</summary>
    public static string PathAndVersion { get; } = $"{Path}?{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}";

    /// <summary><see cref="PathAndVersion"/> without the version.</summary>
    public const string Path = "/resources/style.css";

    public static void MapStylesheet(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, GetStylesheet);

    private static FileContentHttpResult GetStylesheet(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(Content, "text/css");
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("style.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
