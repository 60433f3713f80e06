using PhotoShare.Web.Home;

namespace PhotoShare.Web.Layout;

/// <summary>What the pages need from the container and the route table.</summary>
public static class PagesSetup
{
    /// <summary>Static server-side rendering of components, with antiforgery for their forms.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddSingleton<StaticAssets>();
        services.AddResponseCompression(options =>
        {
            // Pages only: pictures are small already. Over https too, for the one secret in a page, its antiforgery token,
            // is masked anew each time, so that its length after compression says nothing (the BREACH attack).
            options.MimeTypes = ["text/html"];
            options.EnableForHttps = true;
        });
        return services;
    }

    /// <summary>The stylesheet and pictures of <c>wwwroot</c>, and the pages that belong to no feature.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHome();
        return app;
    }
}
