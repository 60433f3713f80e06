// Part of ingest.cs and memory.cs: spans of a dance, as they were recorded with a real Keycloak (tests/PhotoShare.Dance.Tests/Recorded), made anew for any
// number of dances: each with trace ids, times and secrets of its own. Keycloak's front-channel requests are traces of their own, with secrets in their queries.
using System.Globalization;
using System.Text;
using System.Text.Json;
using PhotoShare.OAuth.Hops;

internal sealed class Spans
{
    /// <summary>Dance has to have it, too: else nothing can be joined.</summary>
    public const string FingerprintKey = "of perf";

    private readonly Fingerprints fingerprints = new(FingerprintKey);
    private readonly List<JsonElement> recorded = [];
    private readonly long recordedEnd;
    private readonly ulong run = (ulong)Random.Shared.NextInt64();

    /// <param name="perDance">So many of the recorded ones: all requests and hops, and as many of Keycloak's inner ones as there is room for.</param>
    public Spans(string recording, int perDance)
    {
        var all = JsonDocument.Parse(File.ReadAllBytes(recording)).RootElement.EnumerateArray().ToList();
        // What Keycloak did for nobody has no request in it.
        var requests = all.Where(span => Text(span, "Service") == "web" || Kind(span) == 2).Select(span => Text(span, "TraceId")).ToHashSet();
        var taken = new HashSet<string>();
        foreach (var span in all.Where(span => requests.Contains(Text(span, "TraceId"))).OrderBy(span => Text(span, "Service") == "web" || Kind(span) == 2 ? 0 : 1).ThenBy(Start))
        {
            if (recorded.Count == perDance) break;
            if (Kind(span) == 1 && Text(span, "Service") != "web" && !taken.Contains(Text(span, "ParentSpanId"))) continue;
            taken.Add(Text(span, "SpanId"));
            recorded.Add(span);
        }
        recorded.Sort((one, other) => End(one).CompareTo(End(other)));
        recordedEnd = recorded.Max(End);
        DanceTrace = recorded.Select(span => Text(span, "Service") == "web" ? Text(span, "TraceId") : "").Max()!;
    }

    /// <summary>In the recording.</summary>
    public string DanceTrace { get; }

    public int PerDance => recorded.Count;

    /// <summary>The id of a dance, by its number.</summary>
    public string IdOf(int dance) => TraceOf(DanceTrace, dance);

    /// <summary>Exports of so many spans of dance after dance, the last one of fewer.</summary>
    public IEnumerable<byte[]> Exports(int size, int first, int dances)
    {
        var batch = new List<(string Service, byte[] Span)>(size);
        for (var dance = first; dance < first + dances; dance++)
        {
            var shift = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 - recordedEnd;
            foreach (var span in recorded)
            {
                batch.Add((Text(span, "Service"), Write(span, dance, shift)));
                if (batch.Count < size) continue;
                yield return Proto.Export(batch);
                batch.Clear();
            }
        }
        if (batch.Count > 0) yield return Proto.Export(batch);
    }

    private byte[] Write(JsonElement span, int dance, long shift)
    {
        var written = new Proto();
        written.Bytes(1, Convert.FromHexString(TraceOf(Text(span, "TraceId"), dance)));
        written.Bytes(2, Convert.FromHexString(Text(span, "SpanId")));
        if (Text(span, "ParentSpanId") is { Length: > 0 } parent) written.Bytes(4, Convert.FromHexString(parent));
        written.Text(5, Text(span, "Name"));
        written.Number(6, Kind(span));
        written.Fixed(7, Start(span) + shift);
        written.Fixed(8, End(span) + shift);
        var isServers = Text(span, "Service") != "web";
        var query = new StringBuilder();
        foreach (var attribute in span.GetProperty("Attributes").EnumerateObject())
        {
            var value = attribute.Value.GetString()!;
            var secret = Fingerprints.IsOne(value) ? $"{value[Fingerprints.Prefix.Length..]}-{dance}-{run:x}" : null;
            if (isServers && attribute.Name.StartsWith(HopAttributes.Sent, StringComparison.Ordinal))
                query.Append(query.Length > 0 ? "&" : "").Append(attribute.Name.AsSpan(HopAttributes.Sent.Length)).Append('=').Append(Uri.EscapeDataString(secret ?? value));
            else written.Attribute(9, attribute.Name, secret is null ? value : fingerprints.Of(secret));
        }
        if (query.Length > 0) written.Attribute(9, "url.query", query.ToString());
        return written.ToArray();
    }

    private string TraceOf(string trace, int dance) => string.Create(CultureInfo.InvariantCulture, $"{run + (ulong)dance:x16}{trace[..16]}");

    private static string Text(JsonElement span, string name) => span.GetProperty(name).GetString()!;

    private static int Kind(JsonElement span) => span.GetProperty("Kind").GetInt32();

    private static long Start(JsonElement span) => span.GetProperty("StartNanoseconds").GetInt64();

    private static long End(JsonElement span) => span.GetProperty("EndNanoseconds").GetInt64();
}
