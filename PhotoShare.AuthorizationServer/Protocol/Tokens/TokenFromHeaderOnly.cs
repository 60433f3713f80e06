using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Ignores an access token that is not in the <c>Authorization</c> header: URLs end up in logs and histories (RFC 9700 section 4.3.2).</summary>
internal sealed class TokenFromHeaderOnly : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        context.Request?.RemoveParameter(Parameters.AccessToken);
        return default;
    }
}
