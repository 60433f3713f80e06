using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using PhotoShare.OAuth;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Keys;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.SignIn;

/// <summary>What the handler leaves to us: client assertions, the issuer in the response, and a calm end when it fails.</summary>
public sealed partial class SignInEvents(SigningKeys keys, SignInServer server, TimeProvider clock, ILogger<SignInEvents> logger) : OpenIdConnectEvents
{
    /// <summary>private_key_jwt for the pushed request (RFC 9126 section 2).</summary>
    public override async Task PushAuthorization(PushedAuthorizationContext context)
    {
        context.ProtocolMessage.ClientAssertionType = ClientAssertion.Type;
        context.ProtocolMessage.ClientAssertion = await AssertAsync(context.HttpContext.RequestAborted);
        context.HandleClientAuthentication();
    }

    /// <summary>The same for the redemption: a fresh assertion, for each may be used once.</summary>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        context.TokenEndpointRequest!.ClientAssertionType = ClientAssertion.Type;
        context.TokenEndpointRequest.ClientAssertion = await AssertAsync(context.HttpContext.RequestAborted);
    }

    /// <summary>
    /// Who answers must be whom we asked (RFC 9207 section 2.4), before any code goes to a token endpoint. This event comes
    /// before the handler has looked at anything, at error responses too.
    /// </summary>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        if (context.ProtocolMessage.Iss != server.Issuer)
            context.Fail(new SignInRefusedException(SignInProblem.AnswerNotTrusted, "The response names another issuer than SignIn:Issuer, or none (RFC 9207)."));
        return Task.CompletedTask;
    }

    public override Task TicketReceived(TicketReceivedContext context)
    {
        // The cookie handler would go on with the handle of a session that the browser has already: a handle that somebody
        // may have planted there (session fixation). Without the cookie it makes a new one.
        context.Request.Headers.Remove("Cookie");
        RequestHop.Of(context.HttpContext)?.Span.Ends(DanceMarks.SignedIn);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Names the client instead of sending the ID token as a hint (OpenID Connect RP-Initiated Logout section 2): a hint would
    /// carry a token through the browser. The price is that the server may ask "sign out?" first.
    /// </summary>
    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = server.ClientId;
        return Task.CompletedTask;
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = SignInProblems.Of(context.Failure);
        RequestHop.Of(context.HttpContext)?.Span.Refused(problem == SignInProblem.Cancelled ? "access_denied" : DanceMarks.Word(problem.ToString()))
            .Ends(problem == SignInProblem.Cancelled ? DanceMarks.Refused : DanceMarks.Failed);
        Log.SignInFailed(logger, problem, context.Failure?.GetType().Name);
        // To an address of our own: this one carries a code that may not be spent yet.
        await new SeeOther(SignInEndpoints.ProblemPath(problem)).ExecuteAsync(context.HttpContext);
        context.HandleResponse();
    }

    private async Task<string> AssertAsync(CancellationToken cancellationToken) =>
        ClientAssertion.Create(server.ClientId, server.Issuer, await keys.CurrentAsync(cancellationToken), clock.GetUtcNow());

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A sign-in failed: {Problem} ({Exception}).")]
        public static partial void SignInFailed(ILogger logger, SignInProblem problem, string? exception);
    }
}
