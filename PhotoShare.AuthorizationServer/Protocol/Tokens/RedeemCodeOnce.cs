using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Uses an authorization code up as soon as its client shows it, before the verifier is looked at: a guess costs the code (as in Keycloak).</summary>
/// <remarks>A second use ends the grant, and with it every token of the first (RFC 6749 section 4.1.2).</remarks>
internal sealed class RedeemCodeOnce(Grants grants) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.AuthorizationCodePrincipal is not { } code || code.GetTokenId() is not { } id) return;
        // Another client's code is refused below, and stays good for its client.
        if (!code.HasPresenter(context.ClientId ?? "")) return;
        if (await grants.TryRedeemCodeAsync(id, context.CancellationToken)) return;

        if (code.GetAuthorizationId() is { } grant) await grants.EndAsync(grant, context.CancellationToken);
        context.Reject(Errors.InvalidGrant, "The authorization code has been used already.");
    }
}
