using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Redaction;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Receiving;

/// <summary>Takes in an export: what goes on from here is redacted already.</summary>
internal sealed class Reception(SpanRedaction redaction, SpanQueue queue)
{
    /// <summary>How long a sender that is shed shall wait, in seconds.</summary>
    public const int RetryAfterSeconds = 2;

    /// <returns>The answer; none if there is no room now, and the sender may come back with the whole of it.</returns>
    public ExportTraceServiceResponse? Take(ExportTraceServiceRequest export)
    {
        var spans = new List<SpanRecord>();
        long rejected = 0;
        foreach (var resource in export.ResourceSpans)
        {
            var sender = redaction.Sender(resource.Resource);
            foreach (var scope in resource.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    if (redaction.Redact(span, sender, scope.Scope?.Name) is { } record) spans.Add(record);
                    else rejected++;
                }
            }
        }
        if (!queue.TryAdd(spans)) return null;

        var answer = new ExportTraceServiceResponse();
        if (rejected > 0)
            answer.PartialSuccess = new ExportTracePartialSuccess { RejectedSpans = rejected, ErrorMessage = "A span has a trace id of 16 bytes and a span id of 8, not all zero, and a time after 1970." };
        return answer;
    }
}
