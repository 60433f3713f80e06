namespace PhotoShare.Dance.Pages;

/// <summary>The headers that tell a browser what our pages may do: the same as Web's.</summary>
internal static class PageSecurity
{
    /// <summary>For the picture that stands alone, which carries its own stylesheet and nothing else that could do anything.</summary>
    public const string Picture = "picture";

    public static IServiceCollection AddPageSecurity(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(headers => Common(headers).AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddStyleSrc().Self();
                policy.AddScriptSrc().Self();
                policy.AddImgSrc().Self();
                policy.AddConnectSrc().Self();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
                policy.AddFormAction().Self();
            }))
            .AddPolicy(Picture, headers => Common(headers).AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddStyleSrc().WithHash256(Dance.Picture.StandAlone.HashOfLooks);
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
                policy.AddFormAction().None();
            }));
        return services;
    }

    private static HeaderPolicyCollection Common(HeaderPolicyCollection headers) => headers
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddPermissionsPolicyWithDefaultSecureDirectives();
}
