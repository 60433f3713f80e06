using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Joining;

/// <summary>
/// What two spans of one dance have in common though they could not share a trace: fingerprints of values that were made for this dance. Each is
/// written with its kind before it, so that a <c>state</c> is only ever compared with a <c>state</c>.
/// </summary>
internal static class JoinKey
{
    public const string RequestUri = "request_uri", State = "state", TabId = "tab_id", SessionCode = "session_code", Code = "code";

    /// <summary>A <c>tab_id</c> whose person has been sent to another realm.</summary>
    public const string BrokeredTabId = "brokered tab_id";

    /// <summary>Unpacked by redaction from Keycloak's <c>client_data</c> and brokered <c>state</c>.</summary>
    public const string PackedState = "oauth.join.state", PackedTabId = "oauth.join.tab_id";

    private static readonly string[] Kinds = [RequestUri, State, TabId, SessionCode, Code];

    /// <returns>None for what is no fingerprint: in clear or blanked out, it could be the same in every dance.</returns>
    public static string? Of(string kind, string? fingerprint) => Fingerprints.IsOne(fingerprint) ? $"{kind} {fingerprint}" : null;

    /// <summary>What was sent, or else what came back, under that name.</summary>
    public static string? Of(string kind, SpanRecord span) => Of(kind, span[HopAttributes.Sent + kind]) ?? Of(kind, span[HopAttributes.Received + kind]);

    /// <summary>All that a span has, sent and received.</summary>
    public static IEnumerable<string> All(SpanRecord span)
    {
        foreach (var kind in Kinds)
        {
            if (Of(kind, span[HopAttributes.Sent + kind]) is { } sent) yield return sent;
            if (Of(kind, span[HopAttributes.Received + kind]) is { } received) yield return received;
        }
        if (Of(TabId, span[PackedTabId]) is { } tab) yield return tab;
        if (Of(State, span[PackedState]) is { } state) yield return state;
        if (Of(WatchAttributes.Asked, span[WatchAttributes.Asked]) is { } asked) yield return asked;
        if (Of(WatchAttributes.Pushed, span[WatchAttributes.Pushed]) is { } pushed) yield return pushed;
    }
}
