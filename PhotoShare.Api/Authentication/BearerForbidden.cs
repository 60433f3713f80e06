using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;

namespace PhotoShare.Api.Authentication;

/// <summary>Says what a valid token lacks; everything else is the framework's.</summary>
internal sealed class BearerForbidden(IOptions<ApiOptions> options) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden) return standard.HandleAsync(next, context, policy, authorizeResult);

        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements ?? [];
        var refusal = failed.OfType<ScopeRequirement>().FirstOrDefault() is { } missing && !failed.OfType<PersonRequirement>().Any()
            ? BearerRefusal.InsufficientScope(missing.Scope)
            : BearerRefusal.NotAPerson;
        return refusal.WriteAsync(context, options.Value.Network);
    }
}
