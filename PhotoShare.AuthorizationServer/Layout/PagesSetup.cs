using Microsoft.AspNetCore.DataProtection;

namespace PhotoShare.AuthorizationServer.Layout;

internal static class PagesSetup
{
    /// <summary>Adds what pages need: rendering, antiforgery tokens, and the keys that protect cookies.</summary>
    /// <param name="services">Takes the services.</param>
    /// <param name="dataDirectory">Keeps the keys, in its folder <c>cookie-keys</c>: sessions outlive a restart.</param>
    public static void AddPages(this IServiceCollection services, string dataDirectory)
    {
        services.AddRazorComponents();
        services.AddDataProtection()
            .SetApplicationName("PhotoShare.AuthorizationServer")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataDirectory, "cookie-keys")));
        // It warns that the keys lie there as they are. So do the realms' own: the folder is for its owner alone.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        // It logs where redirects lead: requests that somebody could go on with.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Http.Result", LogLevel.Warning));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "antiforgery";
            // Lax: the browser comes from another site, and a strict cookie would be set anew by each tab that opens.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Maps what the pages load: the stylesheet, and each realm's colour and icon.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStylesheet();
        endpoints.MapRealmTheme();
    }
}
