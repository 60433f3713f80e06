using Microsoft.Extensions.Options;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using PhotoShare.AuthorizationServer.Protocol.Logout;
using PhotoShare.AuthorizationServer.Protocol.Tokens;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>OAuth 2.0 and OpenID Connect by OpenIddict, once for each realm, at Keycloak's paths.</summary>
internal static class ProtocolSetup
{
    /// <summary>Where the protocol's endpoints lie, below the realm's own address.</summary>
    public const string Root = "protocol/openid-connect/";

    /// <summary>The end-session endpoint, below the realm's own address.</summary>
    public const string LogoutPath = Root + "logout";

    /// <summary>Adds the server side of the protocol.</summary>
    public static void AddProtocol(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<RealmDatabase>())
            .AddServer(AddServer);
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, RealmServerOptions>();
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>, RealmServerOptionsMonitor>();
        services.AddScoped<IRealmStartup, ClientRegistration>();
        services.AddClientAuthentication();
        services.AddAuthorizationRequests();
        services.AddTokens();
    }

    /// <summary>Maps the endpoints that are ours; OpenIddict answers the others by itself.</summary>
    public static void MapProtocol(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAuthorize(Root + "auth");
        endpoints.MapLogout(LogoutPath);
    }

    private static void AddServer(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris(Root + "auth")
            .SetPushedAuthorizationEndpointUris(Root + "ext/par/request")
            .SetTokenEndpointUris(Root + "token")
            .SetUserInfoEndpointUris(Root + "userinfo")
            .SetIntrospectionEndpointUris(Root + "token/introspect")
            .SetRevocationEndpointUris(Root + "revoke")
            .SetEndSessionEndpointUris(LogoutPath)
            .SetJsonWebKeySetEndpointUris(Root + "certs");

        // Only the code flow: implicit, hybrid and password requests are refused (RFC 9700 sections 2.1.2 and 2.4).
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
        server.UseReferenceRefreshTokens().DisableAccessTokenEncryption();
        server.EnableAuthorizationRequestCaching();
        server.Configure(options =>
        {
            options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
            options.ResponseModes.RemoveWhere(mode => mode != ResponseModes.Query);
            options.PromptValues.Remove(PromptValues.SelectAccount);
            options.ClientAuthenticationMethods.Add(ClientAuthenticationMethods.ClientSecretBasic);
            // Rotation is a matter of each realm, and counted atomically by ours (Tokens/RotateRefreshTokens).
            options.DisableRollingRefreshTokens = true;
            // Which scopes a client may ask for is answered by ours, with Keycloak's error (Authorize/RefuseForeignScopes).
            options.IgnoreScopePermissions = true;
        });

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableErrorPassthrough()
            // Behind a proxy, TLS ends there; the public address decides what addresses and cookies say.
            .DisableTransportSecurityRequirement();

        server.AddRequestRules().AddClientAuthenticationRules().AddAuthorizationRules().AddTokenRules();
    }
}
