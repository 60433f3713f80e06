using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>
/// Revoking a refresh token ends its whole grant, access tokens included (RFC 7009 section 2.1), and what the person agreed to is
/// forgotten, as in Keycloak. Revoking an access token ends that token alone.
/// </summary>
internal sealed class RevokeWholeGrant(Grants grants, RememberedConsents consents) : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.GenericTokenPrincipal is not { } token || !token.HasTokenType(TokenTypeIdentifiers.RefreshToken)) return;
        if (token.GetAuthorizationId() is { } grant) await grants.EndAsync(grant, context.CancellationToken);
        if (token.GetClaim(Claims.Subject) is { } subject) await consents.ForgetAsync(subject, context.Request.ClientId!, context.CancellationToken);
    }
}
