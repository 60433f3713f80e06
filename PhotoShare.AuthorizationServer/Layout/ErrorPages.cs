using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Layout;

/// <summary>A calm page where an answer for a browser would have had no content, and where something failed.</summary>
internal static class ErrorPages
{
    /// <summary>Adds the pages to all that follows in the pipeline. Answers to programs stay as they are.</summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => WriteAsync(context, context.Response.StatusCode) });
        app.UseStatusCodePages(status => WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        var realm = RealmOf(context);
        var who = realm?.DisplayName ?? "This server";
        var model = status switch
        {
            StatusCodes.Status404NotFound => new ErrorModel("There is no such page", $"{who} has nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => new ErrorModel("This address can't be opened like that", "A page or an application asked in a way that isn't served here."),
            >= 500 => new ErrorModel("Something went wrong here", $"{who} could not answer. Nothing was shared with any application."),
            _ => new ErrorModel("This request can't be answered", $"{who} did not understand what your browser sent."),
        };
        return (model with { Realm = realm, Advice = "Go back to the application that sent you here, and try again." }).ToResult(status).ExecuteAsync(context);
    }

    // The middleware that enters the realm has left it again by now; the path still says which it was.
    private static Realm? RealmOf(HttpContext context)
    {
        var path = context.Request.PathBase.Add(context.Request.Path);
        var address = context.RequestServices.GetRequiredService<PublicAddress>();
        return path.StartsWithSegments(address.PathBase.Add("/realms"), StringComparison.Ordinal, out var rest) || path.StartsWithSegments("/realms", StringComparison.Ordinal, out rest)
            ? context.RequestServices.GetRequiredService<RealmCatalog>().Find(rest.Value?.Split('/', 3) is [_, var name, ..] ? name : null)
            : null;
    }
}
