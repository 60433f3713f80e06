using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Redaction;

/// <summary>
/// Makes the record of a span, and puts into it what may be shown and nothing else: whoever sends a span with secrets in it, none gets further
/// than here. Events are not kept, but for the type of an exception; nor are trace state, status messages and attributes of links.
/// </summary>
internal sealed class SpanRedaction
{
    private const int MostLinks = 8;
    private const string Nobody = "unknown_service";

    private readonly DanceOptions.ReceivingOptions limits;
    private readonly ShownUrls urls;
    private readonly SharedStrings shared = new();

    public SpanRedaction(IOptions<DanceOptions> options)
    {
        limits = options.Value.Receiving;
        urls = new ShownUrls(new UrlParameters(new Fingerprints(options.Value.FingerprintKey)));
    }

    /// <summary>Who sends: the service and its instance.</summary>
    public Sender Sender(Resource? resource)
    {
        var (service, instance) = (Nobody, "");
        foreach (var (name, value) in Values(resource?.Attributes))
        {
            if (name == "service.name" && (ShownAttributes.IsIdentifier(value) || ShownAttributes.IsWords(value))) service = shared.Of(value);
            if (name == "service.instance.id" && (Guid.TryParse(value, out _) || ShownAttributes.IsIdentifier(value))) instance = value;
        }
        return new Sender(service, instance);
    }

    /// <returns>None for a span whose ids or times are not valid.</returns>
    public SpanRecord? Redact(Span span, Sender sender, string? scope)
    {
        if (!IsId(span.TraceId, 16) || !IsId(span.SpanId, 8) || span.StartTimeUnixNano is 0 or > long.MaxValue || span.EndTimeUnixNano > long.MaxValue) return null;
        var attributes = Attributes(span);
        return new SpanRecord
        {
            TraceId = Hex(span.TraceId),
            SpanId = Hex(span.SpanId),
            ParentSpanId = IsId(span.ParentSpanId, 8) ? Hex(span.ParentSpanId) : "",
            Name = shared.Of(SpanNames.Shown(span.Name, attributes)),
            Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unspecified,
            StartNanoseconds = (long)span.StartTimeUnixNano,
            EndNanoseconds = (long)Math.Max(span.StartTimeUnixNano, span.EndTimeUnixNano),
            Service = sender.Service,
            Instance = sender.Instance,
            Scope = scope is not null && ShownAttributes.IsIdentifier(scope) ? shared.Of(scope) : "",
            Attributes = attributes,
            Links = [.. span.Links.Where(link => IsId(link.TraceId, 16) && IsId(link.SpanId, 8)).Take(MostLinks).Select(link => new SpanLink(Hex(link.TraceId), Hex(link.SpanId)))],
            IsError = span.Status?.Code == 2,
        };
    }

    private Dictionary<string, string> Attributes(Span span)
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var addresses = new List<(string, string)>();
        foreach (var (name, value) in Values(span.Attributes))
        {
            if (name is "url.path" or "url.query" or "url.full" or "http.url" or "http.target") addresses.Add((name, value));
            else if (ShownAttributes.Keep(name, value) is { } kept) shown.TryAdd(shared.Of(kept), shared.Of(value));
        }
        // What the recorder said of its hop goes before what its address says.
        foreach (var (name, value) in addresses) urls.Take(name, value, shown);

        foreach (var thrown in span.Events.Where(happened => happened.Name == "exception").Take(1))
            foreach (var (name, value) in Values(thrown.Attributes))
                if (name == "exception.type" && ShownAttributes.Keep(name, value) is { } kept) shown.TryAdd(kept, value);
        return shown;
    }

    private IEnumerable<(string Name, string Value)> Values(RepeatedField<KeyValue>? attributes)
    {
        foreach (var attribute in attributes?.Take(limits.MaxAttributes) ?? [])
        {
            var value = attribute.Value?.ValueCase switch
            {
                AnyValue.ValueOneofCase.StringValue => attribute.Value.StringValue,
                AnyValue.ValueOneofCase.IntValue => attribute.Value.IntValue.ToString(CultureInfo.InvariantCulture),
                AnyValue.ValueOneofCase.BoolValue => attribute.Value.BoolValue ? "true" : "false",
                _ => null,
            };
            if (value is { Length: > 0 } && value.Length <= limits.MaxValueLength) yield return (attribute.Key, value);
        }
    }

    private static bool IsId(ByteString id, int length) => id.Length == length && id.Span.ContainsAnyExcept((byte)0);

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}

/// <summary>Who sent a span.</summary>
/// <param name="Service">The resource's <c>service.name</c>.</param>
/// <param name="Instance">The resource's <c>service.instance.id</c>; empty for none.</param>
internal readonly record struct Sender(string Service, string Instance);
