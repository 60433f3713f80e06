using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>Refuses a scope that the client may not ask for: <c>invalid_scope</c> (RFC 6749 section 4.1.2.1), as Keycloak does.</summary>
internal sealed class RefuseForeignScopes(CurrentRealm current) :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context) => Check(context, context.ClientId);

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context) => Check(context, context.ClientId);

    private ValueTask Check(BaseValidatingContext context, string? clientId)
    {
        if (current.Value.FindClient(clientId) is { } client && GrantedScopes.Foreign(client, context.Transaction.Request!.GetScopes()) is { } foreign)
            context.Reject(Errors.InvalidScope, $"The client may not ask for the scope {foreign}.");
        return ValueTask.CompletedTask;
    }
}
