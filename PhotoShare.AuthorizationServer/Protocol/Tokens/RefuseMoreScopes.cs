using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

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
