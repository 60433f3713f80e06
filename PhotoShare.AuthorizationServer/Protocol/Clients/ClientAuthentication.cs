using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore;
using OpenIddict.Server;
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
internal sealed partial class ClientAuthentication(ClientAssertions assertions, CurrentRealm current, ILogger<ClientAuthentication> log) : IOpenIddictServerHandler<ProcessAuthenticationContext>
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
        if (current.Value.FindClient(clientId) is not { Enabled: true } client)
        {
            Refuse(context, "unknown", "there is no such client");
            return;
        }

        if (await RefusalAsync(client, assertion, secret, context.CancellationToken) is { } reason)
        {
            Refuse(context, client.ClientId, reason);
            return;
        }

        context.Request.ClientId = client.ClientId;
        context.ClientAssertionPrincipal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Claims.Subject, client.ClientId)], client.ClientAuthenticatorType));
    }

    // The client learns that it failed, the log why.
    private void Refuse(ProcessAuthenticationContext context, string client, string reason)
    {
        Log.Refused(log, current.Value.Name, client, reason);
        context.Reject(Errors.InvalidClient, "The client could not be authenticated.");
    }

    private async Task<string?> RefusalAsync(RealmClient client, string? assertion, string? secret, CancellationToken cancellationToken) => client.ClientAuthenticatorType switch
    {
        ClientAuthenticators.Jwt when assertion is not null && secret is null => await assertions.RefusalAsync(client, assertion, cancellationToken),
        ClientAuthenticators.Jwt => "it must prove itself by private_key_jwt",
        ClientAuthenticators.Secret when secret is null || assertion is not null => "it must prove itself by its secret",
        ClientAuthenticators.Secret when client.Secret is { Length: > 0 } kept && SameSecret(secret, kept) => null,
        ClientAuthenticators.Secret => "the secret is wrong",
        var other => $"the authenticator {other} is not served",
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Realm {Realm} refused the client {Client}: {Reason}")]
        public static partial void Refused(ILogger logger, string realm, string client, string reason);
    }
}
