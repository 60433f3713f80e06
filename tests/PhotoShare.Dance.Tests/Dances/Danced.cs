using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Recorded;

namespace PhotoShare.Dance.Tests.Dances;

/// <summary>Recorded dances, joined and read.</summary>
internal static class Danced
{
    public static IReadOnlyList<SpanRecord> Joined(string recording)
    {
        var joiner = new Joiner();
        return [.. Recording.Read(recording).SelectMany(joiner.Add)];
    }

    public static WatchedDance Read(string recording) => Read(Joined(recording))!;

    public static WatchedDance? Read(IReadOnlyList<SpanRecord> spans) => DanceReading.Read(spans[0].TraceId, spans);
}
