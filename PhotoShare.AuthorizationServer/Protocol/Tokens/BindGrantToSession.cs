using OpenIddict.Abstractions;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Lets a grant that is not meant to outlive the session end with it.</summary>
internal sealed class BindGrantToSession(Grants grants) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context is { EndpointType: OpenIddictServerEndpointType.Authorization, GenerateAuthorizationCode: true, Principal: { } principal }
            && !principal.HasScope(Scopes.OfflineAccess)
            && principal.GetAuthorizationId() is { } grant && principal.GetClaim(Sessions.SessionId) is { } session)
            await grants.BindToSessionAsync(grant, session, context.CancellationToken);
    }
}
