using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.Protocol.Tokens;

namespace PhotoShare.AuthorizationServer.Protocol.Logout;

/// <summary>The end-session endpoint (OpenID Connect RP-Initiated Logout).</summary>
internal static class LogoutEndpoint
{
    public static void MapLogout(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post], LogoutAsync);

    private static async Task<IResult> LogoutAsync(HttpContext context, CurrentRealm current, Grants grants)
    {
        if (context.GetOpenIddictServerResponse() is { Error.Length: > 0 } refused) return ProtocolError.Page(context, current.Value, refused);
        if (await SignedIn.FindAsync(context) is { } session)
        {
            await grants.EndOfSessionAsync(session.SessionId, context.RequestAborted);
            await context.SignOutAsync(SignedIn.Scheme);
        }

        return TypedResults.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
