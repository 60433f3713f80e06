using Microsoft.Extensions.DependencyInjection.Extensions;
using PhotoShare.Dance.Exporting;
using PhotoShare.Dance.Live;

namespace PhotoShare.Dance.Pages;

/// <summary>What people see.</summary>
internal static class PagesSetup
{
    public static WebApplicationBuilder AddDancePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddPageSecurity();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDances, KeptDances>();
        builder.Services.AddSingleton(services => new DashboardLink(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<PageListeners>();
        return builder;
    }

    /// <summary>Headers and words for every answer that is made after this call.</summary>
    public static void UseDancePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseProblemPages();
    }

    public static WebApplication MapDancePages(this WebApplication app)
    {
        // A wrong address is to fail the start, not the first page.
        app.Services.GetRequiredService<DashboardLink>();
        // Also for whoever is refused: the page says so in the same clothes.
        app.MapStaticAssets().AllowAnonymous();
        app.MapDances();
        app.MapLive();
        app.MapExports();
        return app;
    }
}
