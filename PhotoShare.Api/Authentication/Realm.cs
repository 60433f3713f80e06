using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Hops;

namespace PhotoShare.Api.Authentication;

/// <summary>Who may come in: people with an access token of this network's realm, within the scopes of that token.</summary>
internal static class Realm
{
    /// <summary>Name of the HTTP client that talks to the realm.</summary>
    public const string HttpClient = "realm";

    public static IServiceCollection AddRealm(this IServiceCollection services)
    {
        // Somebody waits while the realm is asked: one try, 5 seconds, and then 503.
#pragma warning disable EXTEXP0001 // RemoveAllResilienceHandlers is marked experimental.
        services.AddHttpClient(HttpClient, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = 1 << 20;
        }).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        services.AddSingleton<ApiHops>();
        services.AddSingleton<RealmMetadata>();
        services.AddSingleton<TokenIntrospection>();
        services.AddSingleton<TokenStates>();
        services.AddSingleton<BearerEvents>();

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<ApiOptions>, RealmMetadata>(BearerValidation.Configure);

        services.AddSingleton<IAuthorizationMiddlewareResultHandler, BearerForbidden>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Scopes.Read, policy => policy.RequireAuthenticatedUser().AddRequirements(new PersonRequirement(), new ScopeRequirement(Scopes.Read)))
            .AddPolicy(Scopes.Write, policy => policy.RequireAuthenticatedUser().AddRequirements(new PersonRequirement(), new ScopeRequirement(Scopes.Write)));
        return services;
    }
}
