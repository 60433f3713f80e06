using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>One trace of the book: its spans, open or packed, and what was read from them. Guarded by the book's lock.</summary>
internal sealed class KeptTrace(string id)
{
    // Objects, pointers and the names of attributes, which all spans share.
    private const int BytesOfASpan = 400;
    private const int BytesOfAnAttribute = 60;

    // Of what was read from it: the dance, and each of its hops.
    private const int BytesOfADance = 1000;
    private const int BytesOfAHop = 400;

    private const int MostLinked = 4;

    private Dictionary<string, SpanRecord>? open = [];
    private byte[] packed = [];
    private readonly HashSet<string> unwritten = [];
    private long openBytes;

    public string Id => id;

    /// <summary>When its last span came.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>As it lies in memory, its spans open or packed; an estimate.</summary>
    public long Bytes => (IsOpen ? openBytes : packed.Length) + (Summary is null ? 0 : BytesOfADance + BytesOfAHop * Summary.Hops.Count);

    public int Count { get; private set; }

    /// <summary>What was read from it last; none where no dance was seen, and such traces are soon forgotten.</summary>
    public WatchedDance? Summary { get; set; }

    /// <summary>Traces that its spans point to.</summary>
    public HashSet<string> Linked { get; } = [];

    public bool IsOpen => open is not null;

    public bool HasUnwritten => unwritten.Count > 0;

    /// <summary>How many handfuls of it Redis holds that are known here.</summary>
    public long Handfuls { get; set; }

    /// <summary>The time of its last handful in Redis, if it was written from here and all the others were known; else none. Milliseconds.</summary>
    public double? CompleteAt { get; private set; }

    /// <returns>No, if it is here already, or there is no room for it.</returns>
    public bool Add(SpanRecord span, DanceOptions.KeepingOptions limits, DateTimeOffset at, bool isWritten)
    {
        var spans = Open();
        var before = spans.GetValueOrDefault(span.SpanId);
        if (before is not null && IsSame(before, span)) return false;
        var bytes = SizeOf(span) - (before is null ? 0 : SizeOf(before));
        if (before is null && (Count >= limits.MaxSpansPerDance || openBytes + bytes > limits.MaxMegabytesPerDance * 1024L * 1024)) return false;

        spans[span.SpanId] = span;
        (Count, openBytes) = (spans.Count, openBytes + bytes);
        if (at > LastAt) LastAt = at;
        if (!isWritten) unwritten.Add(span.SpanId);
        foreach (var link in span.Links)
            if (link.TraceId != id && Linked.Count < MostLinked) Linked.Add(link.TraceId);
        return true;
    }

    public SpanRecord[] Spans() => open is not null ? [.. open.Values] : [.. Packing.Unpack(packed)];

    public SpanRecord[] Unwritten() => unwritten.Count == 0 ? [] : [.. Spans().Where(span => unwritten.Contains(span.SpanId))];

    public void Written(IEnumerable<SpanRecord> spans, long handfuls, double at)
    {
        foreach (var span in spans) unwritten.Remove(span.SpanId);
        Handfuls++;
        // More than these: another instance has written, too.
        CompleteAt = handfuls == Handfuls ? at : null;
    }

    /// <summary>It has to be written again: what held it has lost it.</summary>
    public void WriteAgain()
    {
        unwritten.UnionWith(Spans().Select(span => span.SpanId));
        (Handfuls, CompleteAt) = (0, null);
    }

    /// <summary>A tenth of the memory for one that is seldom looked at.</summary>
    public void Pack()
    {
        if (open is null) return;
        packed = Packing.Pack(open.Values);
        open = null;
    }

    private Dictionary<string, SpanRecord> Open()
    {
        open ??= Packing.Unpack(packed).ToDictionary(span => span.SpanId);
        packed = [];
        return open;
    }

    // Exporters send again what was not acknowledged.
    private static bool IsSame(SpanRecord one, SpanRecord other) =>
        one.EndNanoseconds == other.EndNanoseconds && one.ParentSpanId == other.ParentSpanId && one.Attributes.Count == other.Attributes.Count;

    private static long SizeOf(SpanRecord span)
    {
        long bytes = BytesOfASpan + 2 * span.Name.Length;
        foreach (var attribute in span.Attributes) bytes += BytesOfAnAttribute + 2 * attribute.Value.Length;
        return bytes;
    }
}
