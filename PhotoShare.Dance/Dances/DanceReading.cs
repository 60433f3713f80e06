using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Dances;

/// <summary>Reads a dance from its spans.</summary>
public static class DanceReading
{
    /// <returns>None if there is no hop among them that begins a dance.</returns>
    public static WatchedDance? Read(string traceId, IReadOnlyCollection<SpanRecord> spans) => null;
}
