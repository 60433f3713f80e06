using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
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
