using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Layout;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>The sign-in page, at Keycloak's address for it.</summary>
internal static class SignInEndpoint
{
    public const string Path = "/login-actions/authenticate";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ShowSignIn);
        endpoints.MapPost(Path, SignInAsync).WithMetadata(new RequestSizeLimitAttribute(32 * 1024));
    }

    private static IResult ShowSignIn(HttpContext context, SignInModels models, CurrentRealm current)
    {
        if (ContinueUrl.Parse(context.Request.Query[ContinueUrl.Parameter], context.Request.PathBase) is not { } next) return NothingToContinue(current);
        // As Keycloak's: the application knows already where its people sign in.
        var hinted = current.Value.IdentityProviders.FirstOrDefault(provider => provider.Enabled && provider.Alias == context.Request.Query["kc_idp_hint"]);
        return hinted is not null
            ? TypedResults.Redirect(SignInModels.ProviderUrl(context, hinted, next))
            : Page(context, models.For(context, next, context.Request.Query["login_hint"]), StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignInModels models, PasswordSignIn passwords, Sessions sessions, IAntiforgery antiforgery, CurrentRealm current)
    {
        if (!context.Request.HasFormContentType) return NothingToContinue(current);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (ContinueUrl.Parse(form[ContinueUrl.Parameter], context.Request.PathBase) is not { } next) return NothingToContinue(current);

        var (username, password) = (form["username"].ToString(), form["password"].ToString());
        var model = models.For(context, next, username);
        if (!await antiforgery.IsRequestValidAsync(context))
            return Page(context, model with { Problem = "This page was open for too long, or your browser keeps no cookies. Please try again." }, StatusCodes.Status400BadRequest, "form_expired");

        switch (await passwords.TryAsync(context, username, password))
        {
            case PasswordOutcome.Right(var account):
                await sessions.BeginAsync(context, account);
                return new SeeOtherResult(next.Value);
            case PasswordOutcome.Wait(var time):
                context.Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Page(context, model with { Problem = $"There were too many tries. Please wait {InWords(time)}, then try again. Nothing is lost, and nobody is locked out." }, StatusCodes.Status429TooManyRequests, "too_many_tries");
            default:
                return Page(context, model with { Problem = "That user name and password don't go together. Please try again." }, StatusCodes.Status400BadRequest, "wrong_credentials");
        }
    }

    private static RazorComponentResult<SignInPage> Page(HttpContext context, SignInModel model, int status, string? error = null)
    {
        var facts = HopFacts.Of(context);
        (facts.AsksWho, facts.Error) = (true, error);
        return new(new { Model = model }) { StatusCode = status };
    }

    /// <summary>The answer to somebody who comes without an authorization request, or with an address that is none of this realm.</summary>
    public static RazorComponentResult<ErrorPage> NothingToContinue(CurrentRealm current) => new ErrorModel(
        "Where would you like to go?", $"This is the sign-in page of {current.Value.DisplayName}, but nothing says which application sent you here.")
    {
        Realm = current.Value,
        Advice = "Go back to the application, and press its sign-in button again.",
    }.ToResult(StatusCodes.Status400BadRequest);

    private static string InWords(TimeSpan time) => time <= TimeSpan.FromMinutes(1) ? "a minute" : $"{Math.Ceiling(time.TotalMinutes)} minutes";
}

/// <summary>303: the browser follows with a GET that carries nothing of the form (RFC 9700 section 4.12).</summary>
internal sealed class SeeOtherResult(string localUrl) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = localUrl;
        return Task.CompletedTask;
    }
}
