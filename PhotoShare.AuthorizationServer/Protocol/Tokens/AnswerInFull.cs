using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Says in every answer what was granted and for how long, not only where it differs from the request (RFC 6749 section 5.1).</summary>
/// <remarks>OpenIddict measures from now, and so says 299 of 300 s when the second is nearly over.</remarks>
internal sealed class AnswerInFull : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.IncludeAccessToken && context.AccessTokenPrincipal is { } access)
        {
            context.Response.Scope = string.Join(' ', access.GetScopes());
            context.Response.ExpiresIn = (long?)(access.GetExpirationDate() - access.GetCreationDate())?.TotalSeconds;
        }
        else if (context.EndpointType == OpenIddictServerEndpointType.PushedAuthorization)
        {
            context.Response.ExpiresIn = (long?)context.Options.RequestTokenLifetime?.TotalSeconds;
        }

        return default;
    }
}
