using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Dances;

/// <summary>The spans of one trace, each once, and who stands above whom.</summary>
internal sealed class SpanTree
{
    // A chain of parents is short; one that isn't was made by somebody who wants us to walk in circles.
    private const int Deepest = 100;

    private readonly Dictionary<string, SpanRecord> byId = [];

    public SpanTree(IEnumerable<SpanRecord> spans)
    {
        foreach (var span in spans) byId[span.SpanId] = span;
        InOrder = [.. byId.Values.OrderBy(span => span.StartNanoseconds).ThenByDescending(span => span.EndNanoseconds).ThenBy(span => span.SpanId, StringComparer.Ordinal)];
    }

    /// <summary>In the order of their start; what lies around another comes before it.</summary>
    public IReadOnlyList<SpanRecord> InOrder { get; }

    /// <summary>The nearest first. Ends where a parent has not come.</summary>
    public IEnumerable<SpanRecord> Above(SpanRecord span)
    {
        for (var depth = 0; depth < Deepest && span.ParentSpanId.Length > 0 && byId.TryGetValue(span.ParentSpanId, out var parent); depth++)
        {
            yield return parent;
            span = parent;
        }
    }
}
