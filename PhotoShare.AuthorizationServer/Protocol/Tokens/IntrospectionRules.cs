using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Tells only those about an access token for whom it is meant (RFC 7662 section 4): to all others it is not active, as in Keycloak.</summary>
internal sealed class IntrospectForAudienceOnly : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    public ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        if (context.GenericTokenPrincipal is { } token && token.HasTokenType(TokenTypeIdentifiers.AccessToken) && !token.HasAudience(context.ClientId ?? ""))
            context.Reject(Errors.InvalidToken, "The token is not meant for this client.");
        return default;
    }
}

/// <summary>Adds the user name, as Keycloak does, and finds tokens of accounts that are gone inactive.</summary>
internal sealed class FillIntrospection(AccountStore accounts) : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        if (await accounts.FindAsync(context.Subject ?? "", context.CancellationToken) is { Enabled: true } account) context.Username = account.Username;
        else context.Reject(Errors.InvalidToken, "The account is not there any more, or is disabled.");
    }
}
