using PhotoShare.Dance.Rules;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>Reads a dance from its spans.</summary>
public static class DanceReading
{
    private static readonly KeycloakExchanges Keycloak = new();

    /// <returns>None if there is no hop among them that begins a dance.</returns>
    public static WatchedDance? Read(string traceId, IReadOnlyCollection<SpanRecord> spans) => Read(traceId, spans, Keycloak);

    internal static WatchedDance? Read(string traceId, IReadOnlyCollection<SpanRecord> spans, IExchanges exchanges)
    {
        ArgumentNullException.ThrowIfNull(spans);
        var tree = new SpanTree(spans);
        var drafts = new HopReading(exchanges).Read(tree);
        if (drafts.Count == 0) return null;
        MissingParties.Fill(drafts);
        InferredRedirects.Add(drafts);

        IReadOnlyList<Hop> hops = [.. drafts.Select((draft, i) => draft.Finish(i + 1))];
        var first = tree.InOrder.FirstOrDefault(span => span[HopAttributes.DanceKind] is not null);
        if ((DanceEnd.KindSaid(first?[HopAttributes.DanceKind]) ?? DanceEnd.KindSeen(hops, Clients(tree, exchanges)) ?? DanceEnd.KindBegun(spans)) is not { } kind) return null;
        var rules = ProtocolRules.Judge(kind, hops);
        hops = [.. hops.Select(hop => hop with { Rules = [.. rules.Where(rule => rule.Hop == hop.Number)] })];
        return new WatchedDance
        {
            Id = traceId,
            Kind = kind,
            Client = first?[HopAttributes.DanceClient] ?? Said(hops, "client_id"),
            Network = first?[HopAttributes.DanceNetwork] ?? hops.Select(hop => hop.To).FirstOrDefault(to => to.Role == PartyRole.AuthorizationServer).Realm ?? "",
            Outcome = DanceEnd.Outcome(kind, spans, hops),
            StartedAt = hops[0].At,
            Duration = hops.Max(hop => hop.At + hop.Duration) - hops[0].At,
            Parties = PartyOrder.Of(hops),
            Hops = hops,
            Gaps = PersonsTime.In(hops),
            Rules = rules,
            Follows = tree.InOrder.Where(span => span[HopAttributes.DanceKind] is not null).SelectMany(span => span.Links).Select(link => link.TraceId).FirstOrDefault(id => id != traceId),
        };
    }

    // A service that asks, and of which no request to an authorization server's own addresses came in.
    private static HashSet<string> Clients(SpanTree tree, IExchanges exchanges)
    {
        var servers = tree.InOrder.Where(span => span.Kind == SpanKind.Server && exchanges.Find(span)?.To?.Role == PartyRole.AuthorizationServer).Select(span => span.Service).ToHashSet();
        return [.. tree.InOrder.Select(span => span.Service).Where(service => !servers.Contains(service))];
    }

    private static string Said(IEnumerable<Hop> hops, string name) => hops.SelectMany(hop => hop.Sent).FirstOrDefault(pair => pair.Key == name).Value ?? "";
}
