using System.Security.Cryptography;
using Google.Protobuf;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Tests.Hosting;

/// <summary>Exports, as services and Keycloak make them.</summary>
internal static class Otlp
{
    public static ExportTraceServiceRequest Export(string service, params IEnumerable<Span> spans) => new()
    {
        ResourceSpans =
        {
            new ResourceSpans
            {
                Resource = new Resource { Attributes = { Attribute("service.name", service) } },
                ScopeSpans = { new ScopeSpans { Scope = new InstrumentationScope { Name = "io.quarkus.opentelemetry" }, Spans = { spans } } },
            },
        },
    };

    public static Span Span(string name, params IEnumerable<(string Name, object Value)> attributes) => new()
    {
        TraceId = Random(16),
        SpanId = Random(8),
        Name = name,
        Kind = 2,
        StartTimeUnixNano = 1_790_000_000_000_000_000,
        EndTimeUnixNano = 1_790_000_000_050_000_000,
        Attributes = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
    };

    public static KeyValue Attribute(string name, object value) => new()
    {
        Key = name,
        Value = value switch
        {
            int number => new AnyValue { IntValue = number },
            bool truth => new AnyValue { BoolValue = truth },
            _ => new AnyValue { StringValue = $"{value}" },
        },
    };

    public static ByteString Random(int bytes) => ByteString.CopyFrom(RandomNumberGenerator.GetBytes(bytes));

    public static string Hex(this ByteString id) => Convert.ToHexStringLower(id.Span);
}
