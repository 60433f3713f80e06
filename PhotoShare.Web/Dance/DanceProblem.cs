namespace PhotoShare.Web.Dance;

/// <summary>The ways in which the dance can end early.</summary>
public enum DanceProblem
{
    /// <summary>The person said no (<c>access_denied</c>, RFC 6749 section 4.1.2.1).</summary>
    ConsentDenied,

    /// <summary>The answer belongs to nothing that this browser began, or was used already.</summary>
    StateLost,

    /// <summary>One person began, another finished.</summary>
    StartedByAnotherPerson,

    /// <summary>The answer does not prove that the network sent it: wrong issuer, nonce, signature.</summary>
    AnswerNotTrusted,

    /// <summary>The authorization grant was used before, or came too late (<c>invalid_grant</c>, RFC 6749 section 5.2).</summary>
    CodeExpiredOrUsed,

    /// <summary>The authorization server can't be reached, or fails.</summary>
    ServerUnavailable,

    /// <summary>The authorization server refuses us as a client: something is set up wrongly.</summary>
    ServerRefusedUs,

    /// <summary>The account is connected by another person.</summary>
    AccountOfAnotherPerson,

    /// <summary>The session at PhotoShare ended on the way.</summary>
    SessionExpired,
}

/// <summary>A dance that ended early.</summary>
/// <param name="Problem">What the person is told.</param>
/// <param name="Cause">What a developer is told; without secrets.</param>
public sealed record Refusal(DanceProblem Problem, string Cause);
