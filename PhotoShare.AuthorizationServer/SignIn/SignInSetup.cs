using Microsoft.AspNetCore.Authentication.Cookies;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.SignIn;

internal static class SignInSetup
{
    /// <summary>Adds accounts, sessions and the sign-in page.</summary>
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<IRealmStartup, AccountImport>();
        services.AddScoped<AccountStore>();
        services.AddScoped<Sessions>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<SignInModels>();
        services.AddSingleton<TrustedDevice>();
        services.AddSingleton<SignInThrottle>();
        services.AddAuthentication(Sessions.Scheme).AddCookie(Sessions.Scheme, AddSessionCookie);
    }

    // No path is set: it follows the path base, /realms/{realm}, so no realm's cookie comes to another.
    private static void AddSessionCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Sessions.Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            if (!await sessions.IsAliveAsync(context.Principal!, context.HttpContext.RequestAborted)) context.RejectPrincipal();
        };
    }
}
