using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Puts what the realm's mappers say into access and ID tokens (RFC 9068 section 2.2, OpenID Connect Core section 2).</summary>
internal sealed class FillTokens(AccountStore accounts, CurrentRealm current) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Token || context.Principal is not { } principal) return;
        var realm = current.Value;
        var client = realm.FindClient(context.ClientId)!;
        var account = await accounts.FindAsync(principal.GetClaim(Claims.Subject)!, context.CancellationToken);
        if (account is not { Enabled: true })
        {
            context.Reject(Errors.InvalidGrant, "The account is not there any more, or is disabled.");
            return;
        }

        if (principal.HasScope(Scopes.OfflineAccess) && !OfflineIsAllowed(realm, client, account))
        {
            context.Reject("not_allowed", "Offline tokens are not allowed for the account or the client.");
            return;
        }

        var authenticatedAt = long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture);
        var session = principal.GetClaim(Sessions.SessionId);
        if (context.AccessTokenPrincipal is { } access)
        {
            var scopes = GrantedScopes.Of(realm, client, access.GetScopes());
            var input = new MapperInput(realm, client, scopes, account, authenticatedAt);
            Fill(access, ClaimMappers.Claims(input, ClaimTargets.AccessToken));
            access.SetAudiences(ClaimMappers.Audiences(input))
                .SetScopes(access.GetScopes().Where(scope => realm.FindScope(scope)?.IncludeInTokenScope ?? true))
                .SetClaim(Claims.AuthorizedParty, client.ClientId)
                .SetClaim(Sessions.SessionId, session);
        }

        if (context.IdentityTokenPrincipal is { } identity)
        {
            var input = new MapperInput(realm, client, GrantedScopes.Of(realm, client, principal.GetScopes()), account, authenticatedAt);
            Fill(identity, ClaimMappers.Claims(input, ClaimTargets.IdToken));
            identity.SetClaim(Claims.AuthenticationTime, authenticatedAt).SetClaim(Sessions.SessionId, session);
        }
    }

    // As Keycloak: the role offline_access must be let through to the client, and be the account's, by the realm's default role for instance.
    private static bool OfflineIsAllowed(Realm realm, RealmClient client, Account account) =>
        (client.FullScopeAllowed || realm.ScopeMappings.Any(mapping => mapping.Roles.Contains(Scopes.OfflineAccess) && (mapping.Client == client.ClientId || mapping.ClientScope == Scopes.OfflineAccess)))
        && (account.Roles.Contains(realm.DefaultRoleName) || realm.Roles.Effective(account.Roles).Contains(Scopes.OfflineAccess));

    private static void Fill(ClaimsPrincipal principal, System.Text.Json.Nodes.JsonObject claims)
    {
        foreach (var (name, value) in claims)
            principal.SetClaim(name, JsonSerializer.SerializeToElement(value));
    }
}
