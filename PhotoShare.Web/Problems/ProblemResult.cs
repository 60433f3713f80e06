using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PhotoShare.Web.Problems;

/// <summary>Answers with a problem's page and status. Never cached: the same address may work a moment later.</summary>
/// <param name="problem">What to tell the person.</param>
/// <param name="cause">What to tell a developer, in Development only. Carries no secret, code or token: whoever writes it sees to that.</param>
public sealed class ProblemResult(Problem problem, string? cause = null) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => problem.Status;

    /// <summary>What the person is told.</summary>
    public Problem Problem => problem;

    /// <summary>The dance that ended so, by the id of its trace; none if it is this request's, or there is none.</summary>
    public string? Dance { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        // As antiforgery has it, which would warn that it overrides anything else.
        headers.CacheControl = "no-cache, no-store";
        if (problem.RetryAfter is { } wait) headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        // RFC 9110 section 15.5.2: a 401 names how to authenticate. No browser acts on this scheme, and none shall.
        if (problem.Status == StatusCodes.Status401Unauthorized) headers.WWWAuthenticate = "Cookie";
        return new RazorComponentResult<ProblemPage>(new { Problem = problem, Cause = cause, Dance }) { StatusCode = problem.Status }
            .ExecuteAsync(httpContext);
    }
}
