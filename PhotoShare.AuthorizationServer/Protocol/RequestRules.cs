using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol;

internal static class RequestRules
{
    /// <summary>Adds what holds for requests to every endpoint, and the discovery document.</summary>
    public static OpenIddictServerBuilder AddRequestRules(this OpenIddictServerBuilder server) => server
        .RefuseRepeated<ValidateAuthorizationRequestContext>()
        .RefuseRepeated<ValidatePushedAuthorizationRequestContext>()
        .RefuseRepeated<ValidateTokenRequestContext>()
        .RefuseRepeated<ValidateIntrospectionRequestContext>()
        .RefuseRepeated<ValidateRevocationRequestContext>()
        .RefuseRepeated<ValidateEndSessionRequestContext>()
        .AddEventHandler<HandleConfigurationRequestContext>(handler => handler.UseSingletonHandler<CompleteDiscovery>()
            .SetOrder(OpenIddictServerHandlers.Discovery.AttachAdditionalMetadata.Descriptor.Order + 500));

    private static OpenIddictServerBuilder RefuseRepeated<TContext>(this OpenIddictServerBuilder server) where TContext : BaseValidatingContext =>
        server.AddEventHandler<TContext>(handler => handler.UseSingletonHandler<RefuseRepeatedParameters<TContext>>().SetOrder(int.MinValue));
}
