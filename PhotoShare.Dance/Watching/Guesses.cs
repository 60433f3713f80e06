using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Watching;

/// <summary>
/// Which requests belong together where no value says it. A pushed request's answer is in a body, so its <c>request_uri</c> is not seen; and the browser
/// brings nothing but that, so the <c>state</c> is not seen until the sign-in. If there is one that it can be, it is taken, and marked; if there are
/// several, none is.
/// </summary>
internal sealed class Guesses
{
    // A pushed request is used at once; a person signs in when they have found their password.
    private static readonly TimeSpan UsedWithin = TimeSpan.FromSeconds(10), SignedInWithin = TimeSpan.FromMinutes(10);

    private const int Most = 1000;

    private readonly List<Open> pushes = [], requests = [];

    /// <summary>Notes the server's span of a pushed request: an authorization request may follow.</summary>
    public SpanRecord Pushed(SpanRecord span, Issuer issuer)
    {
        if (span["http.response.status_code"] is not ("200" or "201")) return span;
        Note(pushes, span, issuer, "");
        return With(span, (WatchAttributes.Pushed, Key(span.SpanId)), (WatchAttributes.Cause, "yes"));
    }

    /// <summary>Here a dance begins, unless it did with the one push that was open.</summary>
    public SpanRecord WhichPush(SpanRecord span, Issuer issuer)
    {
        // Keycloak in the name of another realm's client: its state leads there.
        if (span[JoinKey.PackedState] is not null) return span;
        if (JoinKey.Of(JoinKey.State, span[HopAttributes.Sent + JoinKey.State]) is not null) return With(span, (WatchAttributes.Cause, "yes"));
        Note(requests, span, issuer, ClientOf(span));
        var begun = With(span, (WatchAttributes.Cause, "yes"), (WatchAttributes.Asked, Key(span.SpanId)));
        return JoinKey.Of(JoinKey.RequestUri, span[HopAttributes.Sent + JoinKey.RequestUri]) is not null && Only(pushes, span, issuer, "", UsedWithin) is { } push
            ? With(begun, (WatchAttributes.Pushed, Key(push.Id)), (WatchAttributes.Inferred, "that it follows this pushed request, from the time"))
            : begun;
    }

    /// <summary>Of Keycloak's pages: they have the client's state, packed.</summary>
    public SpanRecord WhichRequest(SpanRecord span, Issuer issuer) =>
        span[JoinKey.PackedState] is { } state && !requests.Any(request => request.States.Contains(state)) && Only(requests, span, issuer, ClientOf(span), SignedInWithin, state) is { } request
            ? With(span, (WatchAttributes.Asked, Key(request.Id)), (WatchAttributes.Inferred, "that it follows this authorization request, from client and time"))
            : span;

    private static string ClientOf(SpanRecord span) => span[HopAttributes.Sent + "client_id"] ?? "";

    private static void Note(List<Open> list, SpanRecord span, Issuer issuer, string client)
    {
        // Sent again: exporters do when nobody acknowledged.
        if (list.Any(open => open.Id == span.SpanId)) return;
        list.Add(new(span.SpanId, issuer, client, span.StartNanoseconds, span.EndNanoseconds));
        if (list.Count > Most) list.RemoveAt(0);
    }

    private static Open? Only(List<Open> list, SpanRecord span, Issuer issuer, string client, TimeSpan within, string? state = null)
    {
        var candidates = list.Where(open => !open.IsTaken && open.Issuer == issuer && open.Client == client && open.Id != span.SpanId
            && span.StartNanoseconds >= open.Began && span.StartNanoseconds - open.Ended < within.Ticks * 100).Take(2).ToList();
        if (candidates is not [var only]) return null;
        only.IsTaken = true;
        if (state is not null) only.States.Add(state);
        return only;
    }

    // Looks like a fingerprint, as all keys do.
    private static string Key(string spanId) => Fingerprints.Prefix + spanId;

    private static SpanRecord With(SpanRecord span, params (string Name, string Value)[] attributes)
    {
        var all = new Dictionary<string, string>(span.Attributes);
        foreach (var (name, value) in attributes) all[name] = value;
        return span with { Attributes = all };
    }

    // A busy server ends the span of an answer after the browser, who has the answer, has asked for the next thing.
    private sealed class Open(string id, Issuer issuer, string client, long began, long ended)
    {
        public string Id => id;

        public Issuer Issuer => issuer;

        public string Client => client;

        public long Began => began;

        public long Ended => ended;

        public bool IsTaken { get; set; }

        public HashSet<string> States { get; } = [];
    }
}
