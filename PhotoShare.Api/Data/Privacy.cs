namespace PhotoShare.Api.Data;

internal static class Privacy
{
    /// <summary>
    /// What answers a person is theirs: no shared cache keeps it, and the person's own asks again before each use (RFC 9111 section 5.2.2),
    /// so that nothing is shown from it after access was taken back. The answer differs by whose token came with the request.
    /// </summary>
    public static RouteGroupBuilder KeepPrivate(this RouteGroupBuilder group) => group.AddEndpointFilter((context, next) =>
    {
        context.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        context.HttpContext.Response.Headers.Vary = "Authorization";
        return next(context);
    });
}
