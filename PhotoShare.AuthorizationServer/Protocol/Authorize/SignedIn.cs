using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>The person's session at the realm, as an authorization request sees it.</summary>
/// <param name="Subject">The account's id: <c>sub</c>.</param>
/// <param name="SessionId">The session's id: <c>sid</c>; new at each sign-in.</param>
/// <param name="At">When the person signed in: <c>auth_time</c>.</param>
internal sealed record SignedIn(string Subject, string SessionId, DateTimeOffset At)
{
    /// <summary>The session of the request's cookie, if there is one that still lives.</summary>
    public static async Task<SignedIn?> FindAsync(HttpContext context) =>
        (await context.AuthenticateAsync(Sessions.Scheme)).Principal is { } principal ? Of(principal) : null;

    private static SignedIn Of(ClaimsPrincipal principal) => new(
        principal.GetClaim(Claims.Subject)!,
        principal.GetClaim(Sessions.SessionId)!,
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture)));
}
