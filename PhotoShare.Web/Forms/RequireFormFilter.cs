using Microsoft.AspNetCore.Antiforgery;
using PhotoShare.Web.Problems;

namespace PhotoShare.Web.Forms;

/// <summary>
/// Lets a POST through only from a form of our own pages. UseAntiforgery alone refuses nothing when a handler binds no
/// form value, and the buttons of this site carry none.
/// </summary>
public sealed class RequireFormFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : new ProblemResult(ProblemCatalogue.FormNotTrusted);
    }
}

/// <summary>The antiforgery tokens of this site and the endpoints that ask for them.</summary>
public static class FormSetup
{
    public static void AddForms(this WebApplicationBuilder builder)
    {
        builder.Services.AddAntiforgery();
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<SignIn.PublicUrl>((options, publicUrl) =>
        {
            options.Cookie.Name = publicUrl.CookieName("forms");
            options.Cookie.SecurePolicy = publicUrl.CookieSecurity;
            // Strict cookies don't come with the navigation back from an authorization server; forms in other tabs would break.
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
    }

    /// <summary>Refuses a POST whose form did not come from one of our pages.</summary>
    public static TBuilder RequireForm<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter<TBuilder, RequireFormFilter>();
}
