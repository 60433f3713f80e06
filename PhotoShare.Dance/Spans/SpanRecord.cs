namespace PhotoShare.Dance.Spans;

/// <summary>One span, redacted: as it is joined, kept, drawn and passed on. What came in and is not on the list of what may be shown is not here.</summary>
public sealed record SpanRecord
{
    /// <summary>32 hexadecimal digits. After joining, the dance's.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>Empty for a root.</summary>
    public string ParentSpanId { get; init; } = "";

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long StartNanoseconds { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long EndNanoseconds { get; init; }

    /// <summary>The resource's <c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The resource's <c>service.instance.id</c>; empty for none.</summary>
    public string Instance { get; init; } = "";

    /// <summary>The instrumentation that made it.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Only what may be shown: standard attributes on the list, and <c>oauth.*</c> as PhotoShare.OAuth.Hops names them.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>The status is an error.</summary>
    public bool IsError { get; init; }

    /// <summary>The trace id under which it arrived, where joining has changed it; else none.</summary>
    public string? OriginalTraceId { get; init; }

    /// <summary>The parent under which it arrived, where joining has changed it; else none.</summary>
    public string? OriginalParentSpanId { get; init; }

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddTicks(StartNanoseconds / 100);

    public TimeSpan Duration => TimeSpan.FromTicks(Math.Max(0, EndNanoseconds - StartNanoseconds) / 100);
}

/// <summary>A pointer to another span, mostly of another trace.</summary>
public readonly record struct SpanLink(string TraceId, string SpanId);

/// <summary>OTLP's numbers.</summary>
public enum SpanKind
{
    Unspecified = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
