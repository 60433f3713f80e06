using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>Finds the hops among spans, and makes one of two where both ends recorded the same exchange.</summary>
internal sealed class HopReading(IExchanges exchanges)
{
    // One end can tell the two apart, the other sees one address.
    private static readonly Dictionary<HopStep, HopStep> SameAddress = new() { [HopSteps.Refresh] = HopSteps.TokenRequest, [HopSteps.RefusedRead] = HopSteps.ResourceRequest };

    /// <returns>In the order of their start.</returns>
    public List<HopDraft> Read(SpanTree tree)
    {
        var hops = new List<HopDraft>();
        var ofSpan = new Dictionary<string, HopDraft>();
        foreach (var span in tree.InOrder)
        {
            var within = tree.Above(span).FirstOrDefault(above => ofSpan.ContainsKey(above.SpanId));
            var around = within is null ? null : ofSpan[within.SpanId];
            if (Draft(span, within, around) is not { } hop) continue;
            if (around is not null && IsSame(around, hop))
            {
                Unite(around, hop);
                ofSpan[span.SpanId] = around;
                continue;
            }
            hops.Add(hop);
            ofSpan[span.SpanId] = hop;
        }
        CountInner(tree, ofSpan);
        return hops;
    }

    private HopDraft? Draft(SpanRecord span, SpanRecord? within, HopDraft? around)
    {
        if (HopSteps.Find(span[HopAttributes.Step]) is { } step)
            return new(span, step, step.Title) { From = Parse(span[HopAttributes.From]), To = Parse(span[HopAttributes.To]) };
        if (exchanges.Find(span) is not { } exchange) return null;
        return new(span, exchange.Step, exchange.Title ?? exchange.Step.Title)
        {
            From = exchange.Step.Channel == HopChannel.Front ? Party.Browser : Caller(span, within, around),
            To = exchange.To,
            Waiting = exchange.Waiting,
        };
    }

    // Whoever calls while they answer another does so in their own name; a call while one asks is part of asking.
    private static Party? Caller(SpanRecord span, SpanRecord? within, HopDraft? around) =>
        span.Kind == SpanKind.Client && within?.Service == span.Service ? within.Kind == SpanKind.Server ? around!.To : around!.From : null;

    private static bool IsSame(HopDraft outer, HopDraft inner) =>
        Address(outer.Step) == Address(inner.Step) && (outer.To is null || inner.To is null || outer.To == inner.To) && (outer.From is null || inner.From is null || outer.From == inner.From);

    private static HopStep Address(HopStep step) => SameAddress.GetValueOrDefault(step, step);

    private static void Unite(HopDraft outer, HopDraft inner)
    {
        outer.From ??= inner.From;
        outer.To ??= inner.To;
        if (outer.Method.Length == 0) outer.Method = inner.Method;
        if (outer.Url.Length == 0) outer.Url = inner.Url;
        outer.Status ??= inner.Status;
        outer.Error ??= inner.Error;
        outer.Waiting ??= inner.Waiting;
        foreach (var (name, value) in inner.Sent) outer.Sent.TryAdd(name, value);
        foreach (var (name, value) in inner.Received) outer.Received.TryAdd(name, value);
        outer.RecordedBy.AddRange(inner.RecordedBy);
    }

    private static void CountInner(SpanTree tree, Dictionary<string, HopDraft> ofSpan)
    {
        foreach (var span in tree.InOrder)
        {
            if (ofSpan.ContainsKey(span.SpanId)) continue;
            if (tree.Above(span).Select(above => ofSpan.GetValueOrDefault(above.SpanId)).FirstOrDefault(hop => hop is not null) is { } around) around.InnerSpans++;
        }
    }

    private static Party? Parse(string? text) => Party.TryParse(text, out var party) ? party : null;
}
