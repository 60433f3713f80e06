namespace PhotoShare.Web.SignIn;

/// <summary>
/// The address by which browsers know Web, from the configuration key <c>PublicUrl</c>. What a request's <c>Host</c> or
/// <c>X-Forwarded-*</c> headers say has no say in redirect URIs and cookies.
/// </summary>
public sealed class PublicUrl
{
    private readonly Uri address;

    /// <exception cref="InvalidOperationException">It is not the root of an http or https address.</exception>
    public PublicUrl(string? value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.PathAndQuery != "/")
            throw new InvalidOperationException("Set PublicUrl to the address by which browsers know Web, without a path, such as http://localhost:5010.");
        address = parsed;
    }

    public bool IsHttps => address.Scheme == Uri.UriSchemeHttps;

    // By its text: by the Uri itself, the port of https would be written out, and no redirect URI would be the one that is registered.
    public HostString Host => HostString.FromUriComponent(address.Authority);

    public string Scheme => address.Scheme;

    public CookieSecurePolicy CookieSecurity => IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <param name="path">From the root, with its slash.</param>
    public string Absolute(string path) => address.GetLeftPart(UriPartial.Authority) + path;

    /// <summary>A cookie's name; over https with the prefix that binds it to this host and the path <c>/</c> (RFC 6265bis section 4.1.3.2).</summary>
    public string CookieName(string name) => IsHttps ? $"__Host-photoshare-{name}" : $"photoshare-{name}";

    /// <summary>The same for a cookie with a narrower path, which <c>__Host-</c> does not allow.</summary>
    public string PathCookieName(string name) => IsHttps ? $"__Secure-photoshare-{name}" : $"photoshare-{name}";
}

/// <summary>Makes every request look as it did to the browser, whatever proxies and callers say.</summary>
public static class PublicUrlMiddleware
{
    public static IApplicationBuilder UsePublicUrl(this IApplicationBuilder app)
    {
        var publicUrl = app.ApplicationServices.GetRequiredService<PublicUrl>();
        return app.Use((context, next) =>
        {
            context.Request.Scheme = publicUrl.Scheme;
            context.Request.Host = publicUrl.Host;
            return next(context);
        });
    }
}
