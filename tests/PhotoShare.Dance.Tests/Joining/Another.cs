using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Joining;

/// <summary>Makes many dances of one that was recorded: other ids, other secrets, else the same.</summary>
internal static class Another
{
    /// <summary>The dance, as another person danced it.</summary>
    public static IReadOnlyList<SpanRecord> Dance(IReadOnlyList<SpanRecord> recorded, int number)
    {
        var names = new Dictionary<string, string>();
        return [.. recorded.Select(span => span with
        {
            TraceId = Id(span.TraceId),
            SpanId = Id(span.SpanId),
            ParentSpanId = Id(span.ParentSpanId),
            Attributes = span.Attributes.ToDictionary(pair => pair.Key, pair => Fingerprints.IsOne(pair.Value) ? $"fp:{Id(pair.Value[3..])}" : pair.Value),
        })];

        string Id(string id)
        {
            if (id.Length == 0) return id;
            if (!names.TryGetValue(id, out var other)) names[id] = other = $"{number:x8}{names.Count:x8}".PadLeft(id.Length, 'a');
            return other;
        }
    }

    /// <summary>In an order of its own for each seed.</summary>
    public static SpanRecord[] Shuffle(IEnumerable<SpanRecord> spans, int seed)
    {
        var shuffled = spans.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
