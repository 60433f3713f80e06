using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>What kind of dance it is, and how it ended: as its hops say it, else as far as standard spans tell.</summary>
internal static class DanceEnd
{
    private static readonly Dictionary<string, DanceKind> Kinds = new()
    {
        ["connect"] = DanceKind.Connect,
        ["sign_in"] = DanceKind.SignIn,
        ["read"] = DanceKind.Read,
        ["refresh"] = DanceKind.Refresh,
        ["disconnect"] = DanceKind.Disconnect,
    };

    public static DanceKind? KindSaid(string? word) => word is not null && Kinds.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>Of a trace that doesn't say: by what its client did. None if no client did anything.</summary>
    public static DanceKind? KindSeen(IReadOnlyList<Hop> hops, IReadOnlySet<string> clients)
    {
        bool Did(HopStep step) => hops.Any(hop => hop.Step == step && hop.From.Role != PartyRole.AuthorizationServer && hop.RecordedBy.Any(clients.Contains));
        if (Did(HopSteps.PushedRequest) || Did(HopSteps.RedirectOut) || Did(HopSteps.Callback)) return DanceKind.Connect;
        // Tokens without an answer of the browser: refreshed, or given to the client itself; the body would tell.
        return Did(HopSteps.Refresh) || Did(HopSteps.TokenRequest) ? DanceKind.Refresh : Did(HopSteps.Revocation) ? DanceKind.Disconnect : null;
    }

    /// <summary>Of a foreign dance of which nothing has come yet but its first request.</summary>
    public static DanceKind? KindBegun(IEnumerable<SpanRecord> spans) => spans.Any(span => span[WatchAttributes.Cause] is not null) ? DanceKind.Connect : null;

    public static DanceOutcome Outcome(DanceKind kind, IEnumerable<SpanRecord> spans, IReadOnlyList<Hop> hops)
    {
        var said = spans.Where(span => span[HopAttributes.DanceOutcome] is not null).OrderBy(span => span.EndNanoseconds).LastOrDefault()?[HopAttributes.DanceOutcome];
        if (said is not null) return said switch { "refused" => DanceOutcome.Refused, "failed" => DanceOutcome.Failed, _ => DanceOutcome.Done };
        if (hops.LastOrDefault(hop => hop.Step == HopSteps.Callback && hop.To.Role == PartyRole.Client) is { } callback
            && callback.Sent.FirstOrDefault(pair => pair.Key == "error").Value is { } error)
            return error == "access_denied" ? DanceOutcome.Refused : DanceOutcome.Failed;
        if (hops.LastOrDefault(hop => hop.Step == HopSteps.TokenRequest && hop.From.Role == PartyRole.Client) is { Status: >= 400 }) return DanceOutcome.Failed;
        // Whoever says of which kind a dance is says how it ended, too; of others, the tokens are the end that can be seen.
        if (kind is DanceKind.Connect or DanceKind.SignIn)
            return !spans.Any(span => span[HopAttributes.DanceKind] is not null) && hops.Any(IsRedeemed) ? DanceOutcome.Done : DanceOutcome.UnderWay;
        return hops[0] switch
        {
            { Status: >= 400 } or { Error: not null } => DanceOutcome.Failed,
            { Status: not null } => DanceOutcome.Done,
            _ => DanceOutcome.UnderWay,
        };
    }

    private static bool IsRedeemed(Hop hop) => hop.Step == HopSteps.TokenRequest && hop.From.Role == PartyRole.Client && hop.Status is >= 200 and < 300;
}
