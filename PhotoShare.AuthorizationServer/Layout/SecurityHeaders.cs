namespace PhotoShare.AuthorizationServer.Layout;

/// <summary>Headers of every answer, pages of errors too.</summary>
internal static class SecurityHeaders
{
    /// <summary>Adds the headers to all that follows in the pipeline.</summary>
    public static void UsePageSecurity(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders(policy => policy
            .AddContentSecurityPolicy(csp =>
            {
                // No script, no inline style, nothing from elsewhere. form-action is left out on purpose: Chromium checks it along
                // all redirects of a form, and after a brokered sign-in no page of ours knows the last of them.
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddImgSrc().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            })
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .RemoveServerHeader());

        // Pages name people and carry one-time values; redirects carry codes. What may be kept says so itself.
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.Headers.CacheControl.Count == 0) context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
