using Microsoft.AspNetCore.Authorization;

namespace PhotoShare.Api.Authentication;

/// <summary>The token's <c>scope</c> (RFC 9068 section 2.2.3: names with spaces between them) holds this name.</summary>
internal sealed class ScopeRequirement(string scope) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    public string Scope { get; } = scope;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(requirement.Scope, StringComparer.Ordinal)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
