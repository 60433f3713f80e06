using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Picture;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Exporting;

/// <summary>One dance as JSON. docs/dance-json.md explains it, and <c>/dances/schema.json</c> is its schema: members are added, never changed.</summary>
internal static class DanceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Escapes <, > and & besides what JSON needs: the file may be pasted into a page.
        Encoder = JavaScriptEncoder.Default,
    };

    public static byte[] Write(WatchedDance dance) => JsonSerializer.SerializeToUtf8Bytes(Of(dance), Options);

    private static ExportedDance Of(WatchedDance dance) => new(
        ExportedDance.Format, dance.Id, DanceWords.Word(dance.Kind), dance.Client, dance.Network, DanceWords.Word(dance.Outcome), dance.StartedAt.ToUniversalTime(),
        Milliseconds(dance.Duration), Milliseconds(dance.PersonsTime))
    {
        Parties = [.. dance.Parties.Select(party => party.ToString())],
        Hops = [.. dance.Hops.Select(hop => Of(dance, hop))],
        Gaps = [.. dance.Gaps.Select(gap => new ExportedGap(gap.AfterHop, gap.What, Milliseconds(gap.Duration)))],
        Rules = [.. dance.Rules.Select(Of)],
        Follows = dance.Follows,
        Followers = dance.Followers,
    };

    private static ExportedHop Of(WatchedDance dance, Hop hop) => new(
        hop.Number, hop.Step.Id, hop.Title, hop.Channel == HopChannel.Front ? "front" : "back", hop.From.ToString(), hop.To.ToString(),
        Milliseconds(hop.At - dance.StartedAt), Milliseconds(hop.Duration))
    {
        Specification = Unless(hop.Step.Specification),
        Letters = Unless(hop.Step.Letters),
        Method = Unless(hop.Method),
        Url = Unless(hop.Url),
        Status = hop.Status,
        Sent = [.. hop.Sent.Select(said => new ExportedValue(said.Key, said.Value))],
        Received = [.. hop.Received.Select(said => new ExportedValue(said.Key, said.Value))],
        Error = hop.Error,
        RecordedBy = hop.RecordedBy,
        Inferred = hop.Inferred,
        SpanId = hop.SpanId,
        OriginalTraceId = hop.OriginalTraceId,
        InnerSpans = hop.InnerSpans,
        Waiting = hop.Waiting,
    };

    private static ExportedRule Of(RuleVerdict rule) => new(rule.Rule.Id, rule.Rule.Title, rule.Rule.Source, rule.Rule.Why,
        rule.Verdict switch { Verdict.Kept => "kept", Verdict.Broken => "broken", _ => "not_seen" }, Unless(rule.Seen), rule.Hop);

    private static string? Unless(string text) => text.Length == 0 ? null : text;

    // To the microsecond.
    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

internal sealed record ExportedDance(
    string Version, string Id, string Kind, string Client, string Network, string Outcome, DateTimeOffset StartedAt, double DurationMs, double PersonsTimeMs)
{
    /// <summary>A new one only if a reader of the old one would go wrong.</summary>
    public const string Format = "1";

    public required IReadOnlyList<string> Parties { get; init; }

    public required IReadOnlyList<ExportedHop> Hops { get; init; }

    public required IReadOnlyList<ExportedGap> Gaps { get; init; }

    public required IReadOnlyList<ExportedRule> Rules { get; init; }

    public string? Follows { get; init; }

    public required IReadOnlyList<string> Followers { get; init; }
}

internal sealed record ExportedHop(int Number, string Step, string Title, string Channel, string From, string To, double AtMs, double DurationMs)
{
    public string? Specification { get; init; }

    public string? Letters { get; init; }

    public string? Method { get; init; }

    public string? Url { get; init; }

    public int? Status { get; init; }

    public required IReadOnlyList<ExportedValue> Sent { get; init; }

    public required IReadOnlyList<ExportedValue> Received { get; init; }

    public string? Error { get; init; }

    public required IReadOnlyList<string> RecordedBy { get; init; }

    public string? Inferred { get; init; }

    public required string SpanId { get; init; }

    public string? OriginalTraceId { get; init; }

    public int InnerSpans { get; init; }

    public string? Waiting { get; init; }
}

internal sealed record ExportedValue(string Name, string Value);

internal sealed record ExportedGap(int AfterHop, string What, double DurationMs);

internal sealed record ExportedRule(string Id, string Title, string Source, string Why, string Verdict, string? Seen, int? Hop);
