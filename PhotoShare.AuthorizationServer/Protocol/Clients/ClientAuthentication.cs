using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using OpenIddict.Server;
using Microsoft.AspNetCore;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Clients;

/// <summary>Lets a client prove itself in the one way that the realm file gives it (RFC 6749 section 2.3).</summary>
/// <remarks>
/// It stands in for OpenIddict's own checks, which want a <c>typ</c> that Keycloak's clients don't send, accept an assertion
/// twice, and hash secrets by 210,000 rounds for each introspection. Whatever fails, the answer is the same.
/// </remarks>
internal sealed class ClientAuthentication(ClientAssertions assertions, CurrentRealm current) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType is not (OpenIddictServerEndpointType.Token or OpenIddictServerEndpointType.PushedAuthorization
            or OpenIddictServerEndpointType.Introspection or OpenIddictServerEndpointType.Revocation)) return;

        var (assertion, secret) = (context.ClientAssertion, context.Request.ClientSecret);
        if (await NamesTwoClientsAsync(context))
        {
            context.Reject(Errors.InvalidRequest, "The request names two clients.");
            return;
        }

        var clientId = context.Request.ClientId ?? (assertion is null ? null : ClientAssertions.SubjectOf(assertion));
        if (current.Value.FindClient(clientId) is { Enabled: true } client && await ProvesItselfAsync(client, assertion, secret, context.CancellationToken))
        {
            context.Request.ClientId = client.ClientId;
            context.ClientAssertionPrincipal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Claims.Subject, client.ClientId)], client.ClientAuthenticatorType));
            return;
        }

        context.Reject(Errors.InvalidClient, "The client could not be authenticated.");
    }

    private async Task<bool> ProvesItselfAsync(RealmClient client, string? assertion, string? secret, CancellationToken cancellationToken) => client.ClientAuthenticatorType switch
    {
        ClientAuthenticators.Jwt => assertion is not null && secret is null && await assertions.AcceptAsync(client, assertion, cancellationToken),
        ClientAuthenticators.Secret => secret is not null && assertion is null && client.Secret is { Length: > 0 } && SameSecret(secret, client.Secret),
        _ => false,
    };

    // Hashed first, so that neither content nor length shows in the time taken.
    private static bool SameSecret(string given, string kept) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(kept)));

    // OpenIddict lets the client of the Authorization header silently win over that of the form.
    private static async ValueTask<bool> NamesTwoClientsAsync(ProcessAuthenticationContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        if (!request.HasFormContentType) return false;
        var form = await request.ReadFormAsync(context.CancellationToken);
        return form[Parameters.ClientId] is [{ Length: > 0 } named] && context.Request.ClientId is { } used && named != used;
    }
}

internal static class ClientAuthenticationSetup
{
    public static void AddClientAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<ClientKeys>();
        services.AddScoped<ClientAssertions>();
        services.AddScoped<Storage.OneTimeUses>();
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
