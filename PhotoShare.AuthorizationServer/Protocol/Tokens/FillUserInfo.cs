using System.Text.Json;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Answers with the claims that the realm's mappers give to userinfo (OpenID Connect Core section 5.3).</summary>
internal sealed class FillUserInfo(AccountStore accounts, CurrentRealm current) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var (realm, token) = (current.Value, context.AccessTokenPrincipal!);
        if (!token.HasScope(Scopes.OpenId))
        {
            context.Reject(Errors.InsufficientScope, "The access token lacks the scope openid.");
            return;
        }

        if (realm.FindClient(token.GetPresenters().FirstOrDefault()) is not { Enabled: true } client
            || await accounts.FindAsync(token.GetClaim(Claims.Subject)!, context.CancellationToken) is not { Enabled: true } account)
        {
            context.Reject(Errors.InvalidToken, "The client or the account is not there any more, or is disabled.");
            return;
        }

        // Keycloak answers with the subject and the mapped claims; iss and aud belong to signed answers only.
        context.Audiences.Clear();
        context.Issuer = null;
        var input = new MapperInput(realm, client, GrantedScopes.Of(realm, client, token.GetScopes()), account, AuthenticatedAt: null);
        foreach (var (name, value) in ClaimMappers.Claims(input, ClaimTargets.UserInfo))
            context.Claims[name] = JsonSerializer.SerializeToElement(value);
    }
}
