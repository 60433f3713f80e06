namespace PhotoShare.Api.Description;

/// <summary>Headers that keep a browser from making more of an answer than it is. The API's answers are data, and nothing in them runs.</summary>
internal static class ResponseHeaders
{
    /// <summary>For the page that shows the API's description: its own scripts, its own styles, its own document.</summary>
    public const string Page = "page";

    public static IServiceCollection AddResponseHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => policy.AddDefaultApiSecurityHeaders())
            .AddPolicy(Page, policy => policy.AddDefaultApiSecurityHeaders().AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddScriptSrc().Self().WithNonce();
                // The page makes style elements while it runs.
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddBaseUri().None();
                csp.AddFormAction().None();
                csp.AddFrameAncestors().None();
            }));
        return services;
    }
}
