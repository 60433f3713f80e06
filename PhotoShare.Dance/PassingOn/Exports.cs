using System.Globalization;
using Google.Protobuf;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.PassingOn;

/// <summary>Makes exports of records: by resource and scope, as they came.</summary>
internal static class Exports
{
    /// <summary>Where a span was before it was joined.</summary>
    public const string OriginalTraceId = "oauth.join.original_trace_id", OriginalParentSpanId = "oauth.join.original_parent_span_id";

    private static readonly string[] Numbers = ["http.response.status_code", "server.port", "rpc.grpc.status_code"];

    public static ExportTraceServiceRequest Of(IEnumerable<SpanRecord> spans)
    {
        var export = new ExportTraceServiceRequest();
        foreach (var sender in spans.GroupBy(span => (span.Service, span.Instance)))
        {
            var resource = new Resource { Attributes = { Text("service.name", sender.Key.Service) } };
            if (sender.Key.Instance.Length > 0) resource.Attributes.Add(Text("service.instance.id", sender.Key.Instance));
            var ofResource = new ResourceSpans { Resource = resource };
            foreach (var scope in sender.GroupBy(span => span.Scope))
                ofResource.ScopeSpans.Add(new ScopeSpans { Scope = new InstrumentationScope { Name = scope.Key }, Spans = { scope.Select(Of) } });
            export.ResourceSpans.Add(ofResource);
        }
        return export;
    }

    private static Span Of(SpanRecord record)
    {
        var span = new Span
        {
            TraceId = Bytes(record.TraceId),
            SpanId = Bytes(record.SpanId),
            ParentSpanId = Bytes(record.ParentSpanId),
            Name = record.Name,
            Kind = (int)record.Kind,
            StartTimeUnixNano = (ulong)record.StartNanoseconds,
            EndTimeUnixNano = (ulong)record.EndNanoseconds,
            Status = new SpanStatus { Code = record.IsError ? 2 : 0 },
            Links = { record.Links.Select(link => new Link { TraceId = Bytes(link.TraceId), SpanId = Bytes(link.SpanId) }) },
            Attributes = { record.Attributes.Select(attribute => Attribute(attribute.Key, attribute.Value)) },
        };
        if (record.OriginalTraceId is { } trace) span.Attributes.Add(Text(OriginalTraceId, trace));
        if (record.OriginalParentSpanId is { Length: > 0 } parent) span.Attributes.Add(Text(OriginalParentSpanId, parent));
        return span;
    }

    private static KeyValue Attribute(string name, string value) =>
        Numbers.Contains(name) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new KeyValue { Key = name, Value = new AnyValue { IntValue = number } }
            : Text(name, value);

    private static KeyValue Text(string name, string value) => new() { Key = name, Value = new AnyValue { StringValue = value } };

    private static ByteString Bytes(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));
}
