using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Joining;

/// <summary>Gives spans that came by the browser, and so could carry no trace context, their place in the dance that caused them.</summary>
public sealed class Joiner
{
    /// <summary>Takes a span. Gives what has its place now: it, others that waited for it, or nothing yet.</summary>
    public IReadOnlyList<SpanRecord> Add(SpanRecord span) => [span];

    /// <summary>Gives up on what has waited too long: it comes out as it arrived.</summary>
    public IReadOnlyList<SpanRecord> ReleaseOverdue() => [];
}
