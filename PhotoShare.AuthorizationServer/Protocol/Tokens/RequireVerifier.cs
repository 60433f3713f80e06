using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Refuses a code without its verifier by the error code of a wrong one (RFC 7636 section 4.6).</summary>
internal sealed class RequireVerifier : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        // A missing one fits no challenge; OpenIddict would answer invalid_request.
        if (context.Request.IsAuthorizationCodeGrantType() && string.IsNullOrEmpty(context.Request.CodeVerifier))
            context.Reject(Errors.InvalidGrant, "The code_verifier is missing.");
        return default;
    }
}
