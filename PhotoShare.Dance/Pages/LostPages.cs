using Microsoft.AspNetCore.Http.HttpResults;

namespace PhotoShare.Dance.Pages;

/// <summary>A page for people who come to an address that is none. Programs get the bare status.</summary>
internal static class LostPages
{
    public static IApplicationBuilder UseLostPages(this IApplicationBuilder app) => app.UseStatusCodePages(async context =>
    {
        var http = context.HttpContext;
        if (http.Response.StatusCode != StatusCodes.Status404NotFound || !HttpMethods.IsGet(http.Request.Method)) return;
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return;
        http.Response.Headers.CacheControl = "no-store";
        await Page(null).ExecuteAsync(http);
    });

    /// <param name="id">The dance that may still come; none for an address that can't become one.</param>
    public static RazorComponentResult<NotFoundPage> Page(string? id) =>
        new(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };
}
