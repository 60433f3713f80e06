using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Clients;

internal static class ClientAuthenticationSetup
{
    public static void AddClientAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<ClientKeys>();
        services.AddScoped<ClientAssertions>();
        services.AddHttpClient(ClientKeys.HttpClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = 64 * 1024;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    public static OpenIddictServerBuilder AddClientAuthenticationRules(this OpenIddictServerBuilder server) => server
        .RemoveEventHandler(OpenIddictServerHandlers.ValidateClientAssertion.Descriptor)
        .RemoveEventHandler(OpenIddictServerHandlers.ValidateClientAssertionWellknownClaims.Descriptor)
        .RemoveEventHandler(OpenIddictServerHandlers.ValidateClientAssertionIssuer.Descriptor)
        .RemoveEventHandler(OpenIddictServerHandlers.ValidateClientSecret.Descriptor)
        .AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseScopedHandler<ClientAuthentication>()
            .SetOrder(OpenIddictServerHandlers.ValidateClientAssertion.Descriptor.Order));
}
