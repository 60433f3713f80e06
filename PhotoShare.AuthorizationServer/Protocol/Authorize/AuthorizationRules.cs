using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

internal static class AuthorizationRules
{
    public static void AddAuthorizationRequests(this IServiceCollection services)
    {
        services.AddScoped<PendingRequests>();
        services.AddScoped<RememberedConsents>();
        services.AddScoped<AuthorizationSteps>();
    }

    public static OpenIddictServerBuilder AddAuthorizationRules(this OpenIddictServerBuilder server) => server
        // Requests are used up by ours when they are answered, also when the answer is no.
        .AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseScopedHandler<OpenRequestOnce>()
            .SetOrder(OpenIddictServerHandlers.ValidateRequestTokenType.Descriptor.Order + 500))
        .AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseScopedHandler<RefuseForeignScopes>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidateScopes.Descriptor.Order - 500))
        .AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler => handler.UseScopedHandler<RefuseForeignScopes>()
            .SetOrder(OpenIddictServerHandlers.Authentication.ValidatePushedScopes.Descriptor.Order - 500));
}
