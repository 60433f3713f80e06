using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Counts the uses of a refresh token where the realm rotates them; one too many ends the grant (RFC 9700 section 4.14.2).</summary>
/// <remarks>
/// The last of the checks: what is refused for another reason uses nothing up. OpenIddict's own rotation lets several win that come at
/// the same moment, since it does not look whether its mark was the first.
/// </remarks>
internal sealed class RotateRefreshTokens(OneTimeUses uses, Grants grants, AccountStore accounts, CurrentRealm current) : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.RefreshTokenPrincipal is not { } token) return;
        if (await accounts.FindAsync(token.GetClaim(Claims.Subject)!, context.CancellationToken) is not { Enabled: true })
        {
            context.Reject(Errors.InvalidGrant, "The account is not there any more, or is disabled.");
            return;
        }

        var realm = current.Value;
        if (!realm.RevokeRefreshToken || token.GetTokenId() is not { } id) return;
        var expires = token.GetExpirationDate() ?? DateTimeOffset.MaxValue;
        if (await uses.TryUseAsync($"refresh:{id}", realm.RefreshTokenMaxReuse + 1, expires, context.CancellationToken)) return;

        if (token.GetAuthorizationId() is { } grant) await grants.EndAsync(grant, context.CancellationToken);
        context.Reject(Errors.InvalidGrant, "The refresh token has been used already.");
    }
}
