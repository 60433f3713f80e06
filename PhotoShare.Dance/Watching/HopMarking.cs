using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Watching;

/// <summary>
/// Makes hops of the ordinary HTTP spans of applications that know nothing of hops: by the addresses in the discovery documents, and by what stands in
/// queries. Where a redirect went, and what was in a body, no such span tells. Used by one thread.
/// </summary>
internal sealed class HopMarking(Issuers issuers)
{
    private const int MostServers = 100;

    private static readonly KeycloakExchanges Keycloak = new();

    private readonly Guesses guesses = new();

    // Services that answer at the endpoints: their own calls and callbacks are not a client's.
    private readonly HashSet<string> servers = [];

    public IReadOnlyList<SpanRecord> Mark(IReadOnlyList<SpanRecord> spans) => issuers.All.Count == 0 ? spans : [.. spans.Select(Mark)];

    public SpanRecord Mark(SpanRecord span)
    {
        if (span[HopAttributes.Step] is not null || span.Kind is not (SpanKind.Client or SpanKind.Server)) return span;
        var found = issuers.Find(span);
        if (span.Kind == SpanKind.Client) return found is { } asked && !servers.Contains(span.Service) ? Hop(span, asked.Endpoint.Step, Client(span), asked.Issuer.Party) : span;
        if (found is { } here) return Answered(Server(span), here.Issuer, here.Endpoint.Step);
        if (Keycloak.Find(span) is { To: { } realm }) return issuers.All.FirstOrDefault(issuer => issuer.Party == realm) is { } issuer ? guesses.WhichRequest(Server(span), issuer) : span;
        return IsCallback(span) ? Hop(span, HopSteps.Callback, Party.Browser, Client(span), (WatchAttributes.Inferred, "from the state and the answer in its query")) : span;
    }

    private SpanRecord Answered(SpanRecord span, Issuer issuer, HopStep step)
    {
        // Keycloak's own addresses are read by those who know what its answers mean.
        var hop = Keycloak.Find(span) is not null ? span : step.Channel == HopChannel.Front ? Hop(span, step, Party.Browser, issuer.Party) : Hop(span, step, null, issuer.Party);
        if (step == HopSteps.PushedRequest) return guesses.Pushed(hop, issuer);
        return step == HopSteps.AuthorizationRequest ? guesses.WhichPush(hop, issuer) : hop;
    }

    private SpanRecord Server(SpanRecord span)
    {
        if (servers.Count < MostServers) servers.Add(span.Service);
        return span;
    }

    private bool IsCallback(SpanRecord span) => !servers.Contains(span.Service) && span["http.request.method"] == "GET"
        && JoinKey.Of(JoinKey.State, span[HopAttributes.Sent + JoinKey.State]) is not null
        && (span[HopAttributes.Sent + JoinKey.Code] ?? span[HopAttributes.Sent + "error"]) is not null;

    private static Party Client(SpanRecord span) => Party.Client(span.Service);

    private static SpanRecord Hop(SpanRecord span, HopStep step, Party? from, Party to, params (string Name, string Value)[] others)
    {
        var attributes = new Dictionary<string, string>(span.Attributes)
        {
            [HopAttributes.Step] = step.Id,
            [HopAttributes.Channel] = step.Channel == HopChannel.Front ? "front" : "back",
            [HopAttributes.To] = to.ToString(),
        };
        if (from is { } speaker) attributes[HopAttributes.From] = speaker.ToString();
        foreach (var (name, value) in others) attributes[name] = value;
        return span with { Attributes = attributes };
    }
}
