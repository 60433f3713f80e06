using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Forms;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Sessions;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.SignIn;

/// <summary>Signing in to PhotoShare and out of it.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paths.SignIn, SignIn).AllowAnonymous();
        routes.MapGet($"{Paths.SignIn}/problem/{{problem}}", ShowProblem).AllowAnonymous();
        routes.MapPost(Paths.SignOut, (Delegate)SignOut).AllowAnonymous().RequireForm();
    }

    public static string ProblemPath(SignInProblem problem) => $"{Paths.SignIn}/problem/{problem}";

    /// <remarks><paramref name="returnUrl"/> is a path of this site. Anything else is taken for the home page (RFC 9700 section 4.11.1).</remarks>
    private static async Task<IResult> SignIn(HttpContext context, string? returnUrl, SignInServer server, RequestHops hops, WebHops outward)
    {
        var destination = RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : Paths.Home;
        if (context.User.Identity?.IsAuthenticated == true) return new SeeOther(destination!);
        var hop = hops.Mark(context, HopSteps.Start).Begins(DanceMarks.SignIn, WebHops.Realm, server.ClientId);
        var properties = new AuthenticationProperties { RedirectUri = destination };
        SignInTrace.Carry(properties, hop);
        if (await ReachAsync(() => context.ChallengeAsync(SignInSetup.Scheme, properties)) is not { } reached)
        {
            hop.Refused(DanceMarks.Word(nameof(SignInProblem.Unavailable))).Ends(DanceMarks.Failed);
            return new ProblemResult(ProblemCatalogue.SignInUnavailable);
        }
        if (context.Response.GetTypedHeaders().Location is { IsAbsoluteUri: true } address) outward.RedirectOut(address);
        return reached;
    }

    /// <summary>Ends the session here first: that must not depend on another server.</summary>
    private static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(SessionCookie.Scheme);
        return await ReachAsync(() => context.SignOutAsync(SignInSetup.Scheme, new AuthenticationProperties { RedirectUri = Paths.Home }))
            ?? new ProblemResult(ProblemCatalogue.SignedOutHereOnly);
    }

    private static ProblemResult ShowProblem(string problem) =>
        new(Enum.TryParse<SignInProblem>(problem, out var known) && Enum.IsDefined(known) ? SignInProblems.Describe(known) : ProblemCatalogue.NotFound);

    // The handler throws when the server can't be reached; none then.
    private static async Task<IResult?> ReachAsync(Func<Task> handler)
    {
        try
        {
            await handler();
            return Results.Empty;
        }
        catch (Exception e) when (SignInProblems.Of(e) == SignInProblem.Unavailable)
        {
            return null;
        }
    }
}
