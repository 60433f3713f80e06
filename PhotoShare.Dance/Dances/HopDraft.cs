using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>A hop while a dance is being read: what its spans said of it so far.</summary>
internal sealed class HopDraft(SpanRecord span, HopStep step, string title)
{
    /// <summary>The span that shows it best.</summary>
    public SpanRecord Span => span;

    public HopStep Step => step;

    public string Title { get; set; } = title;

    public Party? From { get; set; }

    public Party? To { get; set; }

    public string Method { get; set; } = span["http.request.method"] ?? "";

    public string Url { get; set; } = UrlOf(span);

    public int? Status { get; set; } = int.TryParse(span["http.response.status_code"], out var status) ? status : null;

    public DateTimeOffset At { get; set; } = span.Start;

    public DateTimeOffset End { get; set; } = span.Start + span.Duration;

    public SortedDictionary<string, string> Sent { get; } = Parameters(span, HopAttributes.Sent);

    public SortedDictionary<string, string> Received { get; } = Parameters(span, HopAttributes.Received);

    public string? Error { get; set; } = span[HopAttributes.Error];

    public List<string> RecordedBy { get; } = [span.Service];

    public string? Inferred { get; set; } = span[WatchAttributes.Inferred];

    public string? OriginalTraceId { get; } = span.OriginalTraceId;

    public int InnerSpans { get; set; }

    public string? Waiting { get; set; } = span[HopAttributes.Waiting];

    /// <summary>By which way it went, which may be another than it should.</summary>
    public HopChannel Channel { get; } = span[HopAttributes.Channel] switch { "front" => HopChannel.Front, "back" => HopChannel.Back, _ => step.Channel };

    public bool IsFront => Channel == HopChannel.Front;

    public Hop Finish(int number) => new()
    {
        Number = number,
        Step = step,
        Title = Title,
        Channel = Channel,
        From = From ?? Party.Client(""),
        To = To ?? Party.Client(""),
        Method = Method,
        Url = Url,
        Status = Status,
        At = At,
        Duration = End > At ? End - At : TimeSpan.Zero,
        Sent = [.. Sent],
        Received = [.. Received],
        Error = Error,
        RecordedBy = [.. RecordedBy.Distinct()],
        Inferred = Inferred,
        SpanId = span.SpanId,
        OriginalTraceId = OriginalTraceId,
        InnerSpans = InnerSpans,
        Waiting = Waiting,
    };

    private static SortedDictionary<string, string> Parameters(SpanRecord span, string prefix)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in span.Attributes)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) parameters[name[prefix.Length..]] = value;
        return parameters;
    }

    private static string UrlOf(SpanRecord span)
    {
        if (span["url.full"] is { } full) return full.Split('?', '#')[0];
        if (span["url.path"] is not { } path) return "";
        var port = span["server.port"] is { } number && !(span["url.scheme"], number).Equals(("http", "80")) && !(span["url.scheme"], number).Equals(("https", "443")) ? $":{number}" : "";
        return span["server.address"] is { } host ? $"{span["url.scheme"] ?? "http"}://{host}{port}{path}" : path;
    }
}
