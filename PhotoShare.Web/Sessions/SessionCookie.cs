using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Problems;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Sessions;

/// <summary>The cookie of a session.</summary>
public static class SessionCookie
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>A session ends after eight hours without use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ITicketStore, RedisTicketStore>();
        builder.Services.AddAuthentication(Scheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<ITicketStore, PublicUrl>((options, tickets, publicUrl) =>
        {
            options.SessionStore = tickets;
            options.ExpireTimeSpan = Lifetime;
            options.SlidingExpiration = true;
            options.Cookie.Name = publicUrl.CookieName("session");
            options.Cookie.HttpOnly = true;
            // Lax, not Strict: the person comes back from the authorization server by a navigation across sites.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = publicUrl.CookieSecurity;
            options.Events.OnRedirectToLogin = AskToSignInAsync;
            options.Events.OnRedirectToAccessDenied = context => new ProblemResult(ProblemCatalogue.NotFound).ExecuteAsync(context.HttpContext);
        });
    }

    // Whoever had a session, or pressed a button, is told that it ended. Whoever opens a page for the first time just signs in.
    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        var signIn = isGet ? Paths.SignIn + QueryString.Create("returnUrl", request.Path + request.QueryString) : Paths.SignIn;
        if (!isGet || request.Cookies.ContainsKey(context.Options.Cookie.Name!))
        {
            var expired = ProblemCatalogue.SessionExpired with { Actions = [new ProblemAction("Sign in", signIn), new ProblemAction("Home", Paths.Home)] };
            return new ProblemResult(expired).ExecuteAsync(context.HttpContext);
        }
        context.Response.Redirect(signIn);
        return Task.CompletedTask;
    }
}
