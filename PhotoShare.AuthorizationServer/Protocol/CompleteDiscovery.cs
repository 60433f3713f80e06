using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>Adds to the discovery document what our own client authentication accepts (RFC 8414 section 2).</summary>
internal sealed class CompleteDiscovery : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        foreach (var endpoint in (string[])["token", "introspection", "revocation"])
            context.Metadata[$"{endpoint}_endpoint_auth_signing_alg_values_supported"] = new OpenIddictParameter([.. ClientAssertions.Algorithms]);
        context.Claims.Add(SignIn.Sessions.SessionId);
        context.Claims.Add(Claims.AuthenticationTime);
        return default;
    }
}
