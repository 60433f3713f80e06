using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Problems;

namespace PhotoShare.Web.SignIn;

/// <summary>The ways in which a sign-in to PhotoShare can fail.</summary>
public enum SignInProblem
{
    /// <summary>The person turned back (<c>access_denied</c>).</summary>
    Cancelled,

    /// <summary>The response belongs to nothing that this browser began.</summary>
    StateLost,

    /// <summary>The response or the ID token does not prove who sent it.</summary>
    AnswerNotTrusted,

    /// <summary>The server can't be reached, or fails.</summary>
    Unavailable,
}

/// <summary>A sign-in that our own checks refused.</summary>
public sealed class SignInRefusedException(SignInProblem problem, string message) : Exception(message)
{
    public SignInProblem Problem => problem;
}

/// <summary>Makes of the handler's exceptions what a person can understand.</summary>
public static class SignInProblems
{
    public static SignInProblem Of(Exception? failure) => failure switch
    {
        SignInRefusedException refused => refused.Problem,
        AuthenticationFailureException { InnerException: { } inner } => Of(inner),
        // The handler names the error in these two keys of Data, and in no type.
        { Data: var data } when data["error"] is "access_denied" => SignInProblem.Cancelled,
        SecurityTokenException or OpenIdConnectProtocolInvalidNonceException => SignInProblem.AnswerNotTrusted,
        OpenIdConnectProtocolException { Data: var data } when data["error"] is "invalid_grant" => SignInProblem.StateLost,
        OpenIdConnectProtocolException or HttpRequestException or InvalidOperationException or OperationCanceledException => SignInProblem.Unavailable,
        _ => SignInProblem.StateLost,
    };

    public static Problem Describe(SignInProblem problem) => problem switch
    {
        SignInProblem.Cancelled => ProblemCatalogue.SignInCancelled,
        SignInProblem.AnswerNotTrusted => ProblemCatalogue.SignInNotTrusted,
        SignInProblem.Unavailable => ProblemCatalogue.SignInUnavailable,
        _ => ProblemCatalogue.StateLost,
    };
}
