using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Forms;

/// <summary>The headers that tell a browser what our pages may do.</summary>
public static class PageSecurity
{
    public static IApplicationBuilder UsePageSecurity(this IApplicationBuilder app)
    {
        var networks = app.ApplicationServices.GetRequiredService<NetworkCatalogue>();
        var signIn = app.ApplicationServices.GetRequiredService<SignInServer>();
        // Chromium checks form-action along the whole chain of redirects that a form begins: Connect and Sign out lead there.
        string[] servers = [.. networks.All.Select(network => network.Issuer).Append(signIn.Issuer).Select(issuer => new Uri(issuer).GetLeftPart(UriPartial.Authority)).Distinct()];

        var isHttps = app.ApplicationServices.GetRequiredService<PublicUrl>().IsHttps;
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .RemoveServerHeader()
            .AddPermissionsPolicyWithDefaultSecureDirectives()
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddStyleSrc().Self();
                policy.AddScriptSrc().Self();
                policy.AddImgSrc().Self();
                policy.AddConnectSrc().Self();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
                policy.AddFormAction().Self().From(servers);
            });
        if (isHttps) policies.AddStrictTransportSecurityMaxAgeIncludeSubDomains();
        return app.UseSecurityHeaders(policies);
    }
}
