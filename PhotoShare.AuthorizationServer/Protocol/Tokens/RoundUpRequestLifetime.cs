using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Lets a pushed request live for as long as its answer says: OpenIddict keeps whole seconds, and would cut off the last one.</summary>
internal sealed class RoundUpRequestLifetime : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.RequestTokenPrincipal is { } request && request.GetExpirationDate() is { } expires) request.SetExpirationDate(expires.AddSeconds(1));
        return default;
    }
}
