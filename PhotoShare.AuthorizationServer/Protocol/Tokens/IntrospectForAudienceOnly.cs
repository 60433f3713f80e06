using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Tells only those about an access token for whom it is meant (RFC 7662 section 4): to all others it is not active, as in Keycloak.</summary>
internal sealed class IntrospectForAudienceOnly : IOpenIddictServerHandler<ValidateIntrospectionRequestContext>
{
    public ValueTask HandleAsync(ValidateIntrospectionRequestContext context)
    {
        var clientId = context.ClientId ?? "";
        var isForClient = context.GenericTokenPrincipal is { } token
            && ((token.HasTokenType(TokenTypeIdentifiers.AccessToken) && token.HasAudience(clientId))
                || (token.HasTokenType(TokenTypeIdentifiers.RefreshToken) && token.HasPresenter(clientId)));
        // Answered as {"active":false}: an ID token, too, is no token that anybody may act upon.
        if (!isForClient) context.Reject(Errors.InvalidToken, "The token is not meant for this client.");
        return default;
    }
}
