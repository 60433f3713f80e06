using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>One dance as it was seen: what is listed, drawn and exported. Made from spans by <c>DanceReading</c>, anew whenever one comes.</summary>
public sealed record WatchedDance
{
    /// <summary>The trace, 32 hexadecimal digits: the dance's name.</summary>
    public required string Id { get; init; }

    public required DanceKind Kind { get; init; }

    /// <summary>The client's id, as it calls itself at the network; empty if not seen.</summary>
    public string Client { get; init; } = "";

    /// <summary>The network's or realm's id, such as <c>friendbook</c>; empty if not seen.</summary>
    public string Network { get; init; } = "";

    public required DanceOutcome Outcome { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the first hop's start to the last hop's end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How much of it was the person's: the sum of <see cref="Gaps"/>.</summary>
    public TimeSpan PersonsTime => Gaps.Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap.Duration);

    /// <summary>From left to right, as they are drawn: those of one realm stand together.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>In the order of their start.</summary>
    public required IReadOnlyList<Hop> Hops { get; init; }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>The rules that are held against the dance as a whole, each with its verdict; those of a hop stand on the hop, too.</summary>
    public IReadOnlyList<RuleVerdict> Rules { get; init; } = [];

    /// <summary>Later dances that belong to this one (reads, refreshes, the disconnect): their ids, in the order of time.</summary>
    public IReadOnlyList<string> Followers { get; init; } = [];

    /// <summary>The dance that this one follows; none if it stands alone.</summary>
    public string? Follows { get; init; }

    public bool BreaksRules => Rules.Any(rule => rule.Verdict == Verdict.Broken);
}

/// <summary>What a trace is about.</summary>
public enum DanceKind
{
    Connect,
    SignIn,
    Read,
    Refresh,
    Disconnect,
}

/// <summary>How it ended.</summary>
public enum DanceOutcome
{
    /// <summary>Not ended, or its end was not seen.</summary>
    UnderWay,

    /// <summary>As wanted: connected, signed in, read, refreshed, disconnected.</summary>
    Done,

    /// <summary>The person said no.</summary>
    Refused,

    /// <summary>Somebody refused or failed.</summary>
    Failed,
}

/// <summary>One exchange between two parties.</summary>
public sealed record Hop
{
    /// <summary>From 1, in the order of the dance.</summary>
    public required int Number { get; init; }

    public required HopStep Step { get; init; }

    /// <summary>The title of the step, or a closer word for it.</summary>
    public required string Title { get; init; }

    public required HopChannel Channel { get; init; }

    public required Party From { get; init; }

    public required Party To { get; init; }

    /// <summary>GET, POST; empty if not seen.</summary>
    public string Method { get; init; } = "";

    /// <summary>Without query and fragment; empty if not seen.</summary>
    public string Url { get; init; } = "";

    /// <summary>The status of the answer; none if not seen.</summary>
    public int? Status { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>What was sent, as it may be seen: name and value or fingerprint.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sent { get; init; } = [];

    /// <summary>What came back, as it may be seen.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Received { get; init; } = [];

    /// <summary>How it ended, if not well.</summary>
    public string? Error { get; init; }

    /// <summary>The services that recorded it: the one that spoke, the one that was spoken to, or both.</summary>
    public required IReadOnlyList<string> RecordedBy { get; init; }

    /// <summary>Not recorded as such, but concluded from what stands around it; the reason in a few words, else none.</summary>
    public string? Inferred { get; init; }

    /// <summary>The span that shows it best, for the link into the dashboard.</summary>
    public required string SpanId { get; init; }

    /// <summary>The trace under which its span arrived, where that was another.</summary>
    public string? OriginalTraceId { get; init; }

    /// <summary>Spans inside of it that are no hops: SQL statements, inner calls.</summary>
    public int InnerSpans { get; init; }

    /// <summary>What the person does after it; none if nobody waits for them.</summary>
    public string? Waiting { get; init; }

    /// <summary>The rules that this hop keeps or breaks.</summary>
    public IReadOnlyList<RuleVerdict> Rules { get; init; } = [];
}

/// <summary>Time that is the person's.</summary>
/// <param name="AfterHop">The number of the hop that it follows.</param>
/// <param name="What">What they were doing: <c>signing in</c>, <c>deciding</c>.</param>
/// <param name="Duration">Until the next hop.</param>
public sealed record Gap(int AfterHop, string What, TimeSpan Duration);

/// <summary>A rule of the protocol, held against a dance.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Seen">What was seen, in a sentence, without secrets; empty if nothing was.</param>
/// <param name="Hop">The number of the hop where it shows; none if it could not be seen anywhere.</param>
public sealed record RuleVerdict(ProtocolRule Rule, Verdict Verdict, string Seen, int? Hop);

/// <summary>A rule that a trace can show.</summary>
/// <param name="Id">Such as <c>pkce_s256</c>; lists are filtered by it.</param>
/// <param name="Title">What is to be, in a few words.</param>
/// <param name="Source">RFC and section.</param>
/// <param name="Why">Why it matters: what an attacker could do otherwise.</param>
public sealed record ProtocolRule(string Id, string Title, string Source, string Why);

/// <summary>What came of holding a rule against a dance.</summary>
public enum Verdict
{
    /// <summary>What the rule needs was not seen: neither kept nor broken.</summary>
    NotSeen,
    Kept,
    Broken,
}
