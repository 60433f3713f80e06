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

/// <summary>Says which tokens are made and how long they live, by the realm file.</summary>
internal sealed class ChooseTokens(CurrentRealm current, TimeProvider time) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Token || current.Value.FindClient(context.ClientId) is not { } client) return default;

        // Keycloak gives refresh tokens without offline_access too; those end with the session.
        context.GenerateRefreshToken = context.IncludeRefreshToken = client.Attributes.GetValueOrDefault("use.refresh.tokens") != "false";
        context.Principal!.SetRefreshTokenLifetime(RefreshTokenLifetime(current.Value, context.Principal!));
        if (int.TryParse(client.Attributes.GetValueOrDefault("access.token.lifespan"), CultureInfo.InvariantCulture, out var seconds))
            context.Principal!.SetAccessTokenLifetime(TimeSpan.FromSeconds(seconds));
        return default;
    }

    private TimeSpan RefreshTokenLifetime(Realm realm, ClaimsPrincipal principal)
    {
        var age = time.GetUtcNow().ToUnixTimeSeconds() - long.Parse(principal.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture);
        var (idle, longest) = principal.HasScope(Scopes.OfflineAccess)
            ? (realm.OfflineSessionIdleTimeout, realm.OfflineSessionMaxLifespanEnabled ? realm.OfflineSessionMaxLifespan : TimeSpan.MaxValue)
            : (realm.SsoSessionIdleTimeout, realm.SsoSessionMaxLifespan);
        var left = longest == TimeSpan.MaxValue ? longest : longest - TimeSpan.FromSeconds(age);
        return idle < left ? idle : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}

/// <summary>Lets a grant that is not meant to outlive the session end with it.</summary>
internal sealed class BindGrantToSession(Grants grants) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context is { EndpointType: OpenIddictServerEndpointType.Authorization, GenerateAuthorizationCode: true, Principal: { } principal }
            && !principal.HasScope(Scopes.OfflineAccess)
            && principal.GetAuthorizationId() is { } grant && principal.GetClaim(Sessions.SessionId) is { } session)
            await grants.BindToSessionAsync(grant, session, context.CancellationToken);
    }
}

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

    private static void Fill(ClaimsPrincipal principal, System.Text.Json.Nodes.JsonObject claims)
    {
        foreach (var (name, value) in claims)
            if (!ClaimMappers.Reserved.Contains(name)) principal.SetClaim(name, JsonSerializer.SerializeToElement(value));
    }
}
