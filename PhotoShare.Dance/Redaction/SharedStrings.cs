using System.Collections.Concurrent;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Redaction;

/// <summary>Spans say the same few names and values again and again: each is kept in memory once. Bounded; what comes later than that is not shared.</summary>
internal sealed class SharedStrings
{
    private const int Most = 8192;

    // Longer ones are seldom said twice, and fingerprints hardly ever.
    private const int LongestShared = 64;

    private readonly ConcurrentDictionary<string, string> strings = new(StringComparer.Ordinal);
    private int count;

    public string Of(string text)
    {
        if (text.Length > LongestShared) return text;
        if (strings.TryGetValue(text, out var known)) return known;
        // The count may be passed by as many as there are threads.
        if (Volatile.Read(ref count) < Most && !text.StartsWith(Fingerprints.Prefix, StringComparison.Ordinal) && strings.TryAdd(text, text)) Interlocked.Increment(ref count);
        return text;
    }
}
