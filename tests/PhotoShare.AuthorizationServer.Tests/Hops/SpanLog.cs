using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Tests.Hops;

/// <summary>Tests that look at spans run alone: spans of one server in this process are seen by all others.</summary>
[CollectionDefinition(nameof(SpanTests), DisableParallelization = true)]
public sealed class SpanTests;

/// <summary>A span as an exporter gets it.</summary>
internal sealed record SeenSpan(DateTime At, string TraceId, string Id, string? ParentId, string Text, IReadOnlyDictionary<string, string> Tags)
{
    public string? Step => this[HopAttributes.Step];

    public string? this[string tag] => Tags.GetValueOrDefault(tag);

    public string? Sent(string name) => this[HopAttributes.Sent + name];

    public string? Received(string name) => this[HopAttributes.Received + name];

    /// <summary><c>consent: browser → authorization_server@friendbook</c></summary>
    public override string ToString() => $"{Step}: {this[HopAttributes.From] ?? "?"} → {this[HopAttributes.To] ?? "?"}";
}

/// <summary>Keeps all spans, as they are after every processor that was added before this one.</summary>
internal sealed class SpanLog : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<SeenSpan> spans = new();
    private readonly SemaphoreSlim ended = new(0);
    private int underWay;

    /// <summary>In the order of their starts, once every request has ended: its answer is there a little before its span is.</summary>
    public async Task<IReadOnlyList<SeenSpan>> AllAsync()
    {
        while (Volatile.Read(ref underWay) > 0) Assert.True(await ended.WaitAsync(TimeSpan.FromSeconds(30)), "A request does not end.");
        return [.. spans.OrderBy(span => span.At)];
    }

    public async Task<IReadOnlyList<SeenSpan>> HopsAsync() => [.. (await AllAsync()).Where(span => span.Step is not null)];

    public override void OnStart(Activity data) => Interlocked.Increment(ref underWay);

    public override void OnEnd(Activity data)
    {
        spans.Enqueue(Read(data));
        Interlocked.Decrement(ref underWay);
        ended.Release();
    }

    public static SeenSpan Read(Activity data) => new(
        data.StartTimeUtc, data.TraceId.ToString(), data.SpanId.ToString(), data.ParentSpanId == default ? null : data.ParentSpanId.ToString(),
        $"{data.DisplayName} {data.StatusDescription} {data.TraceStateString} {string.Join(' ', data.TagObjects.Select(Text))} {string.Join(' ', data.Baggage)} {string.Join(' ', data.Events.SelectMany(e => e.Tags).Select(Text))}",
        data.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? ""));

    private static string Text(KeyValuePair<string, object?> tag) => $"{tag.Key}={(tag.Value is IEnumerable<object> many ? string.Join(' ', many) : tag.Value)}";
}
