using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.Protocol;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.SignIn;

namespace PhotoShare.AuthorizationServer.OwnAccount;

/// <summary>A person's own account, at Keycloak's address for it: who they are, whom they let in, and how to take that back.</summary>
internal static class AccountEndpoints
{
    private const string RemovePath = ContinueUrl.AccountPath + "/remove-access";

    public static void MapOwnAccount(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(ContinueUrl.AccountPath, ShowAsync);
        endpoints.MapPost(RemovePath, RemoveAsync).WithMetadata(new RequestSizeLimitAttribute(32 * 1024));
    }

    public static void AddOwnAccount(this IServiceCollection services) => services.AddScoped<ConnectedApplications>();

    private static async Task<Results<SeeOtherResult, RazorComponentResult<AccountPage>>> ShowAsync(HttpContext context, CurrentRealm current, AccountStore accounts, ConnectedApplications applications)
    {
        if (await SignedIn.FindAsync(context) is not { } session || await accounts.FindAsync(session.Subject, context.RequestAborted) is not { } account) return ToSignIn(context);
        return new AccountPageModel
        {
            Realm = current.Value,
            AccountName = account.DisplayName,
            Username = account.Username,
            Applications = await applications.FindAsync(account.Id, context.RequestAborted),
            RemoveAction = $"{context.Request.PathBase}{RemovePath}",
            SignOutAction = $"{context.Request.PathBase}/{ProtocolSetup.LogoutPath}",
        }.ToResult();
    }

    private static async Task<Results<SeeOtherResult, NotFound, RazorComponentResult<ErrorPage>>> RemoveAsync(HttpContext context, CurrentRealm current, ConnectedApplications applications, IAntiforgery antiforgery)
    {
        if (await SignedIn.FindAsync(context) is not { } session) return ToSignIn(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)) return NotFromOurPage(context, current);

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // A client that the person never let in, and one that is not there, get the same answer.
        return await applications.RemoveAsync(session.Subject, form[AccountPageModel.ClientField].ToString(), context.RequestAborted)
            ? new SeeOtherResult(AccountUrl(context))
            : TypedResults.NotFound();
    }

    private static SeeOtherResult ToSignIn(HttpContext context) =>
        new($"{context.Request.PathBase}{SignInEndpoint.Path}{new QueryBuilder { { ContinueUrl.Parameter, AccountUrl(context) } }}");

    private static string AccountUrl(HttpContext context) => $"{context.Request.PathBase}{ContinueUrl.AccountPath}";

    private static RazorComponentResult<ErrorPage> NotFromOurPage(HttpContext context, CurrentRealm current) => new ErrorModel(
        "Nothing was removed", "Your account page was open for too long, or your browser keeps no cookies, or another site sent you here.")
    {
        Realm = current.Value,
        Advice = "Open your account page, and press the button there again.",
        BackUrl = AccountUrl(context),
        BackText = "Open your account page",
    }.ToResult(StatusCodes.Status400BadRequest);
}
