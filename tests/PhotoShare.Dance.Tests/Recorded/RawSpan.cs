using System.Globalization;
using Google.Protobuf;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>A span as it was sent, secrets and all: never to be written anywhere.</summary>
internal sealed record RawSpan(SpanRecord Span, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Reads an export (opentelemetry-proto 1.x, ExportTraceServiceRequest): the few fields that are needed, by their numbers.</summary>
    public static IEnumerable<RawSpan> Read(byte[] export)
    {
        foreach (var resourceSpans in Messages(export, 1))
        {
            var resource = Messages(resourceSpans, 1).SelectMany(AttributesOf).ToDictionary();
            foreach (var scopeSpans in Messages(resourceSpans, 2))
            {
                var scope = Messages(scopeSpans, 1).SelectMany(bytes => Messages(bytes, 1)).Select(name => System.Text.Encoding.UTF8.GetString(name)).FirstOrDefault("");
                foreach (var span in Messages(scopeSpans, 2)) yield return SpanOf(span, resource, scope);
            }
        }
    }

    private static RawSpan SpanOf(byte[] bytes, Dictionary<string, string> resource, string scope)
    {
        var fields = Fields(bytes).ToLookup(field => field.Number);
        byte[] Bytes(int number) => fields[number].Select(field => field.Bytes!).FirstOrDefault([]);
        long Number(int number) => fields[number].Select(field => field.Value).FirstOrDefault();
        var status = Bytes(15);
        var attributes = new Dictionary<string, string>();
        foreach (var (key, value) in fields[9].SelectMany(field => KeyValue(field.Bytes!))) attributes[key] = value;
        return new(new SpanRecord
        {
            TraceId = Convert.ToHexStringLower(Bytes(1)),
            SpanId = Convert.ToHexStringLower(Bytes(2)),
            ParentSpanId = Convert.ToHexStringLower(Bytes(4)),
            Name = System.Text.Encoding.UTF8.GetString(Bytes(5)),
            Kind = (SpanKind)Number(6),
            StartNanoseconds = Number(7),
            EndNanoseconds = Number(8),
            Service = resource.GetValueOrDefault("service.name", ""),
            Instance = resource.GetValueOrDefault("service.instance.id", ""),
            Scope = scope,
            IsError = Fields(status).Any(field => field is { Number: 3, Value: 2 }),
        }, attributes);
    }

    private static IEnumerable<KeyValuePair<string, string>> AttributesOf(byte[] resource) => Messages(resource, 1).SelectMany(KeyValue);

    private static IEnumerable<KeyValuePair<string, string>> KeyValue(byte[] bytes)
    {
        var key = System.Text.Encoding.UTF8.GetString(Messages(bytes, 1).First());
        foreach (var value in Messages(bytes, 2).SelectMany(Fields))
        {
            yield return new(key, value.Number switch
            {
                1 => System.Text.Encoding.UTF8.GetString(value.Bytes!),
                2 => value.Value != 0 ? "true" : "false",
                3 => value.Value.ToString(CultureInfo.InvariantCulture),
                _ => "",
            });
        }
    }

    private static IEnumerable<byte[]> Messages(byte[] bytes, int number) => Fields(bytes).Where(field => field.Number == number && field.Bytes is not null).Select(field => field.Bytes!);

    private static List<(int Number, long Value, byte[]? Bytes)> Fields(byte[] bytes)
    {
        var fields = new List<(int, long, byte[]?)>();
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint: fields.Add((number, input.ReadInt64(), null)); break;
                case WireFormat.WireType.Fixed64: fields.Add((number, (long)input.ReadFixed64(), null)); break;
                case WireFormat.WireType.Fixed32: fields.Add((number, input.ReadFixed32(), null)); break;
                case WireFormat.WireType.LengthDelimited: fields.Add((number, 0, input.ReadBytes().ToByteArray())); break;
                default: throw new InvalidDataException($"Wire type of field {number}.");
            }
        }
        return fields;
    }
}
