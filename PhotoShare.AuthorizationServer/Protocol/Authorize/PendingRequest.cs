namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>What is known of an authorization request on its way from the first visit to the answer.</summary>
/// <param name="Browser">A hash of the id of the browser that opened it: no other browser can go on with it.</param>
/// <param name="SessionAtPrompt">The session when the person was last sent to sign in for it, empty for none; <see langword="null"/> if they were not.</param>
internal sealed record PendingRequest(string Browser, string? SessionAtPrompt = null)
{
    /// <summary>Whether the person was sent to sign in for this request and has signed in since: each sign-in has a new session id.</summary>
    public bool SignedInSince(string session) => SessionAtPrompt is { } before && before != session;
}
