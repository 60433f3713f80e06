using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Joining;

/// <summary>Spans of one trace that wait for what says where they belong.</summary>
internal sealed class WaitingTrace(string id, long since)
{
    public string Id => id;

    /// <summary>When the first of them came.</summary>
    public long Since => since;

    /// <summary>By span id: one that is sent twice waits once.</summary>
    public Dictionary<string, SpanRecord> Spans { get; } = [];

    /// <summary>The request that the browser made; none until it has come.</summary>
    public SpanRecord? Request { get; set; }

    /// <summary>By which it looks for its dance, or the dance itself where only the cause is missing.</summary>
    public List<string> Awaits { get; } = [];
}

/// <summary>All that wait, and for what.</summary>
internal sealed class WaitingRoom(TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<WaitingTrace>> traces = [];
    private readonly LinkedList<WaitingTrace> inOrder = new();
    private readonly Dictionary<string, HashSet<string>> awaiting = [];

    public int Spans { get; private set; }

    /// <summary>Who has waited longest; none if nobody waits.</summary>
    public WaitingTrace? Oldest => inOrder.First?.Value;

    public bool Has(WaitingTrace trace) => traces.TryGetValue(trace.Id, out var node) && node.Value == trace;

    public IEnumerable<WaitingTrace> InOrder => inOrder;

    public WaitingTrace Admit(string id, SpanRecord span)
    {
        if (!traces.TryGetValue(id, out var node)) traces[id] = node = inOrder.AddLast(new WaitingTrace(id, time.GetTimestamp()));
        if (!node.Value.Spans.ContainsKey(span.SpanId)) Spans++;
        node.Value.Spans[span.SpanId] = span;
        return node.Value;
    }

    public void Await(WaitingTrace trace, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (!awaiting.TryGetValue(key, out var who)) awaiting[key] = who = [];
            if (who.Add(trace.Id)) trace.Awaits.Add(key);
        }
    }

    /// <summary>Those that wait for this key; they go on waiting.</summary>
    public IReadOnlyList<WaitingTrace> For(string key) => awaiting.TryGetValue(key, out var who) ? [.. who.Select(id => traces[id].Value)] : [];

    /// <returns>None if nothing of that trace waits.</returns>
    public WaitingTrace? Dismiss(string id)
    {
        if (!traces.Remove(id, out var node)) return null;
        inOrder.Remove(node);
        Spans -= node.Value.Spans.Count;
        foreach (var key in node.Value.Awaits)
        {
            awaiting[key].Remove(id);
            if (awaiting[key].Count == 0) awaiting.Remove(key);
        }
        return node.Value;
    }
}
