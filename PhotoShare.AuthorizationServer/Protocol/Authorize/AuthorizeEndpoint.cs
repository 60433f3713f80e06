using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using PhotoShare.AuthorizationServer.Consent;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>The authorization endpoint (RFC 6749 section 3.1): signs in, asks, and answers with a code.</summary>
internal static class AuthorizeEndpoint
{
    public static void MapAuthorize(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync);

    private static async Task<IResult> AuthorizeAsync(HttpContext context, CurrentRealm current, AuthorizationSteps steps, IAntiforgery antiforgery)
    {
        if (context.GetOpenIddictServerResponse() is { Error.Length: > 0 } refused) return ProtocolError.Page(context, current.Value, refused);

        var step = await steps.NextAsync(await VisitAsync(context, antiforgery), context.RequestAborted);
        return step switch
        {
            AuthorizationStep.SignIn signIn => TypedResults.Redirect(SignInUrl(context, signIn)),
            AuthorizationStep.Ask ask => AskPage(context, current, ask),
            AuthorizationStep.Refuse refuse => Refusal(refuse),
            AuthorizationStep.Grant grant => TypedResults.SignIn(PrincipalOf(grant), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme),
            _ => ProtocolError.Page(context, current.Value, new OpenIddictResponse { Error = Errors.InvalidRequest, ErrorDescription = "The request has been answered already." }),
        };
    }

    private static async Task<Visit> VisitAsync(HttpContext context, IAntiforgery antiforgery)
    {
        var transaction = context.Features.Get<OpenIddictServerAspNetCoreFeature>()!.Transaction!;
        var authentication = transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)!;
        string? decision = null;
        if (context.Request.HasFormContentType)
        {
            // A forged answer is no answer: the person is asked again.
            var answer = (await context.Request.ReadFormAsync(context.RequestAborted))[ConsentModel.DecisionField];
            decision = await antiforgery.IsRequestValidAsync(context) ? answer.ToString() : null;
        }

        return new Visit(authentication.RequestTokenPrincipal!.GetTokenId()!, transaction.Request!, await SignedIn.FindAsync(context))
        {
            HintedSubject = authentication.IdentityTokenPrincipal?.GetClaim(Claims.Subject),
            Decision = decision,
        };
    }

    private static string SignInUrl(HttpContext context, AuthorizationStep.SignIn step)
    {
        var query = new QueryBuilder { { "continue", ContinueUrl(context, step.Request) } };
        if (step.Request.LoginHint is { Length: > 0 } hint) query.Add("login_hint", hint);
        if ((string?)step.Request["kc_idp_hint"] is { Length: > 0 } provider) query.Add("kc_idp_hint", provider);
        return $"{context.Request.PathBase}/login-actions/authenticate{query}";
    }

    private static string ContinueUrl(HttpContext context, OpenIddictRequest request) =>
        $"{context.Request.PathBase}{context.Request.Path}{new QueryBuilder { { Parameters.ClientId, request.ClientId! }, { Parameters.RequestUri, request.RequestUri! } }}";

    private static RazorComponentResult<ConsentPage> AskPage(HttpContext context, CurrentRealm current, AuthorizationStep.Ask ask)
    {
        HopFacts.Of(context).AsksConsent = true;
        return new ConsentModel
        {
            Realm = current.Value,
            ClientName = ask.Client.Name,
            AccountName = ask.Account.DisplayName,
            Username = ask.Account.Username,
            Scopes = ConsentScope.Of(ask.Scopes, ask.GrantedBefore),
            Action = $"{context.Request.PathBase}{context.Request.Path}",
            HiddenFields = [new(Parameters.ClientId, ask.Request.ClientId!), new(Parameters.RequestUri, ask.Request.RequestUri!)],
            SwitchAccountUrl = SignInUrl(context, new(ask.Request)),
            AccountUrl = $"{context.Request.PathBase}{SignIn.ContinueUrl.AccountPath}",
        }.ToResult();
    }

    private static ForbidHttpResult Refusal(AuthorizationStep.Refuse refuse) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = refuse.Error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = refuse.Description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

    /// <summary>What the code stands for. Claims about the person are added to each token when it is made, so that they are true then.</summary>
    private static ClaimsPrincipal PrincipalOf(AuthorizationStep.Grant grant) => new ClaimsPrincipal(new ClaimsIdentity("session"))
        .SetClaim(Claims.Subject, grant.Session.Subject)
        .SetClaim(Sessions.SessionId, grant.Session.SessionId)
        .SetClaim(Claims.AuthenticationTime, grant.Session.At.ToUnixTimeSeconds())
        .SetScopes(grant.Scopes);
}
