using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Refuses what the specification refuses, by the error codes that it names.</summary>
internal sealed class TokenRequestRules : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        // RFC 7636 section 4.6: a verifier that does not fit is invalid_grant; a missing one fits no challenge.
        if (context.Request.IsAuthorizationCodeGrantType() && string.IsNullOrEmpty(context.Request.CodeVerifier))
            context.Reject(Errors.InvalidGrant, "The code_verifier is missing.");
        return default;
    }
}

/// <summary>Refuses a refresh that asks for more than was granted: <c>invalid_scope</c> (RFC 6749 section 6).</summary>
internal sealed class RefuseMoreScopes : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.RefreshTokenPrincipal is { } granted && !context.Request.GetScopes().All(granted.HasScope))
            context.Reject(Errors.InvalidScope, "The request asks for more than was granted.");
        return default;
    }
}

/// <summary>Says in every answer what was granted and for how long, not only where it differs from the request (RFC 6749 section 5.1).</summary>
internal sealed class AnswerInFull : IOpenIddictServerHandler<ProcessSignInContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.IncludeAccessToken && context.AccessTokenPrincipal is { } access)
        {
            context.Response.Scope = string.Join(' ', access.GetScopes());
            context.Response.ExpiresIn = LifetimeOf(access);
        }
        else if (context is { EndpointType: OpenIddictServerEndpointType.PushedAuthorization, RequestTokenPrincipal: { } request })
        {
            context.Response.ExpiresIn = LifetimeOf(request);
        }

        return default;
    }

    // OpenIddict measures from now, and so says 299 of 300 s when the second is nearly over.
    private static long? LifetimeOf(ClaimsPrincipal token) =>
        token.GetExpirationDate() is { } end && token.GetCreationDate() is { } begin ? (long)(end - begin).TotalSeconds : null;
}
