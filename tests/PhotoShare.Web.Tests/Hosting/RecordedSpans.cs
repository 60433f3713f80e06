using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>A span as it left the process.</summary>
public sealed record RecordedSpan(string TraceId, string SpanId, string ParentSpanId, DateTime Start, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Links)
{
    public string? this[string name] => Tags.GetValueOrDefault(name);

    public string? Step => this[HopAttributes.Step];

    /// <summary>What was sent of this name, as it may be seen.</summary>
    public string? Sent(string name) => this[HopAttributes.Sent + name];

    public string? Received(string name) => this[HopAttributes.Received + name];

    public override string ToString() => $"{Step} {this[HopAttributes.From] ?? "?"} → {this[HopAttributes.To]}";
}

/// <summary>Spans as they leave the process, each once, however many instances export it.</summary>
public sealed class RecordedSpans
{
    // A request's own span ends after its answer has arrived.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, RecordedSpan> spans = new();

    public IEnumerable<RecordedSpan> All => spans.Values;

    public BaseExporter<Activity> NewExporter() => new Exporter(spans);

    /// <summary>The hops of a dance, in the order in which they began, once there are all these steps.</summary>
    /// <param name="dance">The id of its trace.</param>
    /// <param name="until">Which hop must be there.</param>
    public async Task<IReadOnlyList<RecordedSpan>> HopsOfAsync(string dance, Func<IReadOnlyList<RecordedSpan>, bool> until)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            List<RecordedSpan> hops = [.. All.Where(span => span.TraceId == dance && span.Step is not null).OrderBy(span => span.Start)];
            if (until(hops)) return hops;
            Assert.True(waited.Elapsed < Patience, $"Not seen in time; what was: {string.Join(", ", hops)}.");
            await Task.Delay(10);
        }
    }

    /// <summary>The same, once there is a first hop, which a request's own span is.</summary>
    public Task<IReadOnlyList<RecordedSpan>> HopsOfAsync(string dance) =>
        HopsOfAsync(dance, hops => hops.Any(hop => hop[HopAttributes.DanceKind] is not null));

    private sealed class Exporter(ConcurrentDictionary<string, RecordedSpan> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                var tags = span.TagObjects.DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "");
                spans[span.SpanId.ToHexString()] = new RecordedSpan(
                    span.TraceId.ToHexString(), span.SpanId.ToHexString(), span.ParentSpanId.ToHexString(), span.StartTimeUtc, tags, [.. span.Links.Select(link => link.Context.TraceId.ToHexString())]);
            }
            return ExportResult.Success;
        }
    }
}
