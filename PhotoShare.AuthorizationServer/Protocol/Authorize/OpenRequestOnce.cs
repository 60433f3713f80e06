using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.OAuth;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>Gives a <c>request_uri</c> to the first browser that comes with it (RFC 9126 section 7.3: one use).</summary>
internal sealed class OpenRequestOnce(PendingRequests requests) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    /// <summary>Names the browser within the realm; worth nothing without the session beside it.</summary>
    private const string CookieName = "browser";

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Authorization || context.RequestTokenPrincipal?.GetTokenId() is not { } id) return;
        // Refused below, by OpenIddict: another client must not use the request up.
        if (!context.RequestTokenPrincipal.HasPresenter(context.ClientId ?? "")) return;

        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var opening = await requests.OpenAsync(id, BrowserOf(http), context.CancellationToken);
        // A plain request is kept, and comes again under its new name: the browser was here with it before.
        HopFacts.Of(http).IsContinued = opening == Opening.Again || context.RequestTokenPrincipal.GetClaim(Claims.Private.RequestTokenType) == RequestTokenTypes.Private.CachedAuthorizationRequest;
        if (opening == Opening.Refused)
            context.Reject(Errors.InvalidRequest, "The request_uri has been used already, or was opened in another browser.");
    }

    private static string BrowserOf(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is { Length: > 0 } known) return known;
        var browser = RandomValue.Create();
        http.Response.Cookies.Append(CookieName, browser, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = http.Request.PathBase + "/",
            // Lax: the person comes here by a link from the client's site.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return browser;
    }
}
