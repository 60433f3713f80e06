using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.Protocol.Tokens;
using PhotoShare.AuthorizationServer.SignIn;
using PhotoShare.AuthorizationServer.SignOut;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Logout;

/// <summary>The end-session endpoint (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal static class LogoutEndpoint
{
    public static void MapLogout(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post], LogoutAsync);

    private static async Task<IResult> LogoutAsync(HttpContext context, CurrentRealm current, Sessions sessions, Grants grants, AccountStore accounts, IAntiforgery antiforgery)
    {
        if (context.GetOpenIddictServerResponse() is { Error.Length: > 0 } refused) return ProtocolError.Page(context, current.Value, refused);

        if (await SignedIn.FindAsync(context) is { } session)
        {
            // Any site can send a browser here: only the ID token of this very session, or the person, ends it (section 6).
            if (HintedSession(context) != session.SessionId && !await IsConfirmedAsync(context, antiforgery))
                return await AskAsync(context, current, accounts, session);
            await grants.EndOfSessionAsync(session.SessionId, context.RequestAborted);
            await sessions.EndAsync(context);
        }

        return context.GetOpenIddictServerRequest()!.PostLogoutRedirectUri is { Length: > 0 }
            ? TypedResults.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : new RazorComponentResult<SignedOutPage>(new { Realm = current.Value, AccountUrl = $"{context.Request.PathBase}{ContinueUrl.AccountPath}" });
    }

    private static string? HintedSession(HttpContext context) => context.Features.Get<OpenIddictServerAspNetCoreFeature>()!.Transaction!
        .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)?.IdentityTokenPrincipal?.GetClaim(Sessions.SessionId);

    // The confirmation page posts; a POST without its antiforgery token is another site's (threat: logout CSRF).
    private static async Task<bool> IsConfirmedAsync(HttpContext context, IAntiforgery antiforgery) =>
        context.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(context);

    private static async Task<IResult> AskAsync(HttpContext context, CurrentRealm current, AccountStore accounts, SignedIn session) => new SignOutModel
    {
        Realm = current.Value,
        AccountName = (await accounts.FindAsync(session.Subject, context.RequestAborted))?.DisplayName ?? "",
        Action = $"{context.Request.PathBase}{context.Request.Path}",
        HiddenFields = [.. Carried(context.GetOpenIddictServerRequest()!)],
    }.ToResult();

    private static IEnumerable<KeyValuePair<string, string>> Carried(OpenIddictRequest request)
    {
        foreach (var name in (string[])[Parameters.ClientId, Parameters.IdTokenHint, Parameters.PostLogoutRedirectUri, Parameters.State])
            if ((string?)request[name] is { Length: > 0 } value) yield return new(name, value);
    }
}
