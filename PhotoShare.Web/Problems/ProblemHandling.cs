using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using PhotoShare.Data;
using PhotoShare.Web.Sessions;
using StackExchange.Redis;

namespace PhotoShare.Web.Problems;

/// <summary>Gives every answer without a body, and every exception that nobody caught, its page.</summary>
public static class ProblemHandling
{
    /// <summary>Goes first in the pipeline, so that nothing escapes it.</summary>
    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app) => app
        .UseExceptionHandler(handler => handler.Run(ShowExceptionAsync))
        .UseStatusCodePages(status => ShowStatusAsync(status.HttpContext));

    private static Task ShowExceptionAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = exception switch
        {
            AntiforgeryValidationException or { InnerException: AntiforgeryValidationException } => ProblemCatalogue.FormNotTrusted,
            BadHttpRequestException => ProblemCatalogue.BadRequest,
            RedisServerException full when full.Message.StartsWith(RedisTicketStore.NoRoom, StringComparison.Ordinal) => ProblemCatalogue.SessionsFull,
            // Sessions live there. Nothing that a person made does.
            RedisException or RedisTimeoutException => ProblemCatalogue.SessionsUnavailable,
            _ when DatabaseAway.IsCauseOf(exception) => ProblemCatalogue.DataUnavailable,
            _ => ProblemCatalogue.Unhandled,
        };
        // The type and the place of an exception, not its message: messages may quote what a request carried.
        return ShowAsync(context, problem, exception is null ? null : $"{exception.GetType()}\n{exception.StackTrace}");
    }

    private static Task ShowStatusAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest when context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } =>
            ShowAsync(context, ProblemCatalogue.FormNotTrusted, "The antiforgery token of the form is absent or not valid."),
        StatusCodes.Status401Unauthorized => ShowAsync(context, ProblemCatalogue.SessionExpired),
        StatusCodes.Status404NotFound => ShowAsync(context, ProblemCatalogue.NotFound),
        StatusCodes.Status429TooManyRequests => ShowAsync(context, ProblemCatalogue.TooManyRequests),
        >= 500 => ShowAsync(context, ProblemCatalogue.Unhandled with { Status = context.Response.StatusCode }),
        var status => ShowAsync(context, ProblemCatalogue.BadRequest with { Status = status }),
    };

    /// <summary>A page is for those who read pages: an <c>img</c> or a script gets the bare status.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // Not an authorization response: it is good once (RFC 6749 section 4.1.2).
    private static bool MayBeAskedAgain(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.Query.ContainsKey("state");

    private static Task ShowAsync(HttpContext context, Problem problem, string? cause = null)
    {
        if (WantsPage(context.Request)) return new ProblemResult(MayBeAskedAgain(context.Request) ? problem.OfferedAgain() : problem, cause).ExecuteAsync(context);
        context.Response.StatusCode = problem.Status;
        return Task.CompletedTask;
    }
}
