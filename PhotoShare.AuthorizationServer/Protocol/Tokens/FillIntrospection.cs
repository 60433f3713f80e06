using System.Globalization;
using System.Text.Json;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Adds the user name and the claims that the realm's mappers give to introspection; finds tokens of accounts that are gone inactive.</summary>
internal sealed class FillIntrospection(AccountStore accounts, CurrentRealm current) : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        var (realm, token) = (current.Value, context.GenericTokenPrincipal!);
        if (realm.FindClient(token.GetPresenters().FirstOrDefault()) is not { Enabled: true } client
            || await accounts.FindAsync(context.Subject ?? "", context.CancellationToken) is not { Enabled: true } account)
        {
            context.Reject(Errors.InvalidToken, "The client or the account is not there any more, or is disabled.");
            return;
        }

        context.Username = account.Username;
        long? authenticatedAt = long.TryParse(token.GetClaim(Claims.AuthenticationTime), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        var input = new MapperInput(realm, client, GrantedScopes.Of(realm, client, token.GetScopes()), account, authenticatedAt);
        foreach (var (name, value) in ClaimMappers.Claims(input, ClaimTargets.Introspection))
            context.Claims[name] = JsonSerializer.SerializeToElement(value);
    }
}
