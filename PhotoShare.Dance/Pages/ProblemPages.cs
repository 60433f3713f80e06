using Microsoft.AspNetCore.Http.HttpResults;

namespace PhotoShare.Dance.Pages;

/// <summary>A page for people whose request came to nothing. Programs get the bare status.</summary>
internal static class ProblemPages
{
    public static void UseProblemPages(this IApplicationBuilder app)
    {
        app.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return;
            if (Problem.Of(http.Response.StatusCode) is not { } problem) return;
            http.Response.Headers.CacheControl = "no-store";
            await new RazorComponentResult<ProblemPage>(new { Problem = problem }) { StatusCode = problem.Status }.ExecuteAsync(http);
        });
        // The log has it; here it becomes a status, and that a page.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, StatusCodeSelector = Status });
    }

    /// <summary>What a request failed with, as a status: nobody but the server that signs people in is called while a page is asked for.</summary>
    public static int Status(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException!)
            if (inner is HttpRequestException or IOException) return StatusCodes.Status503ServiceUnavailable;
        return StatusCodes.Status500InternalServerError;
    }
}

/// <summary>What happened, in words, and where to go from there.</summary>
public sealed record Problem(int Status, string Title, string Sentence, string Way)
{
    private static readonly Problem[] All =
    [
        new(400, "The sign-in did not come to its end", "It was stopped, took longer than a quarter of an hour, or was answered twice. Nothing came of it.", "Sign in again"),
        new(403, "You may not look at dances", "You are signed in, and your account has not the role that it takes: dances tell who did what, and when. Whoever runs this can give it to you.", "Try again"),
        new(404, "There is no such page", "The address leads nowhere. All that there is can be found from the list of dances.", "All dances"),
        new(500, "Something broke, and it was us", "The log says what. Dances are watched all the same.", "All dances"),
        new(503, "Nobody can sign in at the moment", "The server that signs people in cannot be reached. Dances are watched all the same.", "Try again"),
    ];

    /// <returns>Null for a status without a page.</returns>
    public static Problem? Of(int status) => Array.Find(All, problem => problem.Status == status);
}
