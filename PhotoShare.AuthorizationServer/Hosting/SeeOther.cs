namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>
/// Turns a 302 after a POST into 303: the browser must follow with a GET that carries nothing of the form
/// (RFC 9700 section 4.12; RFC 9110 section 15.4.4). OpenIddict and cookie authentication answer 302.
/// </summary>
internal sealed class SeeOther(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status307TemporaryRedirect)
                    context.Response.StatusCode = StatusCodes.Status303SeeOther;
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
