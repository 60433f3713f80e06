using System.Net.Mime;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Pages;
using PhotoShare.Dance.Picture;

namespace PhotoShare.Dance.Exporting;

/// <summary>One dance as a file: JSON, Mermaid, SVG.</summary>
internal static class ExportEndpoints
{
    private const string Svg = "image/svg+xml; charset=utf-8", Schema = "dance.schema.json";

    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(Paths.Schema, GetSchema);
        var files = app.MapGroup("/dances").AddEndpointFilter(NeverStored);
        files.MapGet("/{id}.json", (string id, IDances dances, HttpContext http) => FileAsync(id, dances, http, "json", MediaTypeNames.Application.Json, DanceJson.Write));
        files.MapGet("/{id}.mmd", (string id, IDances dances, HttpContext http) => FileAsync(id, dances, http, "mmd", "text/plain; charset=utf-8", dance => Encoding.UTF8.GetBytes(Mermaid.Write(dance))));
        files.MapGet("/{id}.svg", (string id, IDances dances, HttpContext http) => FileAsync(id, dances, http, "svg", Svg, dance => Draw(dance, RowSize.Page))).WithSecurityHeadersPolicy(PageSecurity.Picture);
        files.MapGet("/{id}/paper.svg", (string id, IDances dances, HttpContext http) => FileAsync(id, dances, http, null, Svg, dance => Draw(dance, RowSize.Print))).WithSecurityHeadersPolicy(PageSecurity.Picture);
        return app;
    }

    /// <param name="extension">Of the file's name; none for what is shown rather than saved.</param>
    private static async Task<IResult> FileAsync(string id, IDances dances, HttpContext http, string? extension, string type, Func<WatchedDance, byte[]> write)
    {
        if (!DanceId.IsOne(id) || await dances.FindAsync(id, http.RequestAborted) is not { } dance) return TypedResults.NotFound();
        // The id is hexadecimal, so that the name needs no quoting.
        return TypedResults.Bytes(write(dance), type, extension is null ? null : $"dance-{id[..8]}.{extension}");
    }

    private static byte[] Draw(WatchedDance dance, RowSize size) => Encoding.UTF8.GetBytes(StandAlone.Draw(dance, size));

    private static FileStreamHttpResult GetSchema(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream(Schema)!, "application/schema+json");
    }

    // It may grow while the dance is under way, and says who did what here.
    private static ValueTask<object?> NeverStored(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
