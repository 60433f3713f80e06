using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace PhotoShare.Api.Authentication;

/// <summary>The token speaks for a resource owner, not for a client on its own behalf (RFC 9700 section 4.15; threat 48).</summary>
internal sealed class PersonRequirement : AuthorizationHandler<PersonRequirement>, IAuthorizationRequirement
{
    /// <summary>Marks the identity of a client.</summary>
    public static readonly Claim Client = new("subject_is", "client");

    /// <summary>
    /// Told by the subject being the client's id (RFC 9068 section 2.2), or by Keycloak's name for a client's account, <c>service-account-{client id}</c>.
    /// Not told where a server gives clients subjects that look like people's.
    /// </summary>
    public static bool IsClient(ClaimsPrincipal principal, TokenState state)
    {
        var subject = principal.FindFirstValue("sub");
        string?[] clients = [principal.FindFirstValue("client_id"), principal.FindFirstValue("azp"), state.ClientId];
        return clients.OfType<string>().Any(client => subject == client
            || state.UserName == $"service-account-{client}"
            || principal.FindFirstValue("preferred_username") == $"service-account-{client}");
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonRequirement requirement)
    {
        if (!context.User.HasClaim(Client.Type, Client.Value)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
