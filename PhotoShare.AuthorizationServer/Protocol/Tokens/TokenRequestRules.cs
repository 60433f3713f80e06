using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Refuses what the specification refuses, by the error codes that it names.</summary>
internal sealed class TokenRequestRules : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        // RFC 7636 section 4.6: a verifier that does not fit is invalid_grant; a missing one fits no challenge.
        if (context.Request.IsAuthorizationCodeGrantType() && string.IsNullOrEmpty(context.Request.CodeVerifier))
            context.Reject(Errors.InvalidGrant, "The code_verifier is missing.");
        return default;
    }
}

/// <summary>Refuses a refresh that asks for more than was granted: <c>invalid_scope</c> (RFC 6749 section 6).</summary>
internal sealed class RefuseMoreScopes : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.RefreshTokenPrincipal is { } granted && !context.Request.GetScopes().All(granted.HasScope))
            context.Reject(Errors.InvalidScope, "The request asks for more than was granted.");
        return default;
    }
}
