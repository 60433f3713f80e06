namespace PhotoShare.OAuth.Hops;

/// <summary>
/// The names by which spans speak of hops. OpenTelemetry has no convention for OAuth, so these are ours, and stand here once. A span with
/// <see cref="Step"/> is a hop; all others are what happened inside of one.
/// </summary>
public static class HopAttributes
{
    /// <summary>Which step: an <see cref="HopStep.Id"/>.</summary>
    public const string Step = "oauth.hop.step";

    /// <summary><c>front</c> (by the person's browser, which others can observe) or <c>back</c> (server to server).</summary>
    public const string Channel = "oauth.hop.channel";

    /// <summary>Who speaks: a <see cref="Party"/> as text.</summary>
    public const string From = "oauth.hop.from";

    /// <summary>Who is spoken to: a <see cref="Party"/> as text.</summary>
    public const string To = "oauth.hop.to";

    /// <summary>Where the rule stands, such as <c>RFC 6749 section 4.1.3</c>.</summary>
    public const string Specification = "oauth.hop.specification";

    /// <summary>The letter or letters in the picture of RFC 6749 section 1.2, where it has any: <c>C</c>, <c>E F</c>.</summary>
    public const string Letters = "oauth.hop.letters";

    /// <summary>How it ended, if not well: the protocol's <c>error</c> (RFC 6749 section 5.2), or a word of the recorder's own.</summary>
    public const string Error = "oauth.hop.error";

    /// <summary>Before the name of a parameter that was sent; the value as <see cref="HopParameters"/> lets it be seen.</summary>
    public const string Sent = "oauth.hop.sent.";

    /// <summary>Before the name of a parameter that came back; the value as <see cref="HopParameters"/> lets it be seen.</summary>
    public const string Received = "oauth.hop.received.";

    /// <summary>What kind of dance the trace is, on its first hop: <c>connect</c>, <c>sign_in</c>, <c>read</c>, <c>refresh</c>, <c>disconnect</c>.</summary>
    public const string DanceKind = "oauth.dance.kind";

    /// <summary>The network's id, or the realm that is signed in to; on a dance's first hop.</summary>
    public const string DanceNetwork = "oauth.dance.network";

    /// <summary>The client's id at that network; on a dance's first hop.</summary>
    public const string DanceClient = "oauth.dance.client";

    /// <summary>How the dance ended, on the hop that ended it: <c>connected</c>, <c>signed_in</c>, <c>read</c>, <c>disconnected</c>, <c>refused</c> (the person said no), <c>failed</c>.</summary>
    public const string DanceOutcome = "oauth.dance.outcome";

    /// <summary>What the person is doing meanwhile, on a hop that waits for them: <c>signing in</c>, <c>deciding</c>. The time until the next hop is theirs.</summary>
    public const string Waiting = "oauth.hop.waiting";
}
