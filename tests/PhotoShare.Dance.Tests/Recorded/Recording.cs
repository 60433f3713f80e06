using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>A dance as a real Keycloak and a client's part in it were recorded (record.sh), redacted.</summary>
internal static class Recording
{
    public static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>The spans of the dance.</summary>
    public static IReadOnlyList<SpanRecord> Read(string name) => [.. All(name).Where(trace => !IsOfNobody(trace)).SelectMany(trace => trace)];

    /// <summary>What Keycloak did meanwhile for nobody, such as clearing up.</summary>
    public static IReadOnlyList<SpanRecord> OfNobody(string name) => [.. All(name).Where(IsOfNobody).SelectMany(trace => trace)];

    private static bool IsOfNobody(IGrouping<string, SpanRecord> trace) => trace.Any(span => span is { ParentSpanId: "", Kind: not SpanKind.Server });

    private static IEnumerable<IGrouping<string, SpanRecord>> All(string name) =>
        JsonSerializer.Deserialize<List<SpanRecord>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", $"{name}.json")), Json)!.GroupBy(span => span.TraceId);
}
