namespace PhotoShare.Web.Dance;

/// <summary>303: the browser goes on with GET whatever it came with, so that no form is ever sent on (RFC 9700 section 4.12).</summary>
public sealed class SeeOther(string location) : IResult
{
    public string Location => location;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
