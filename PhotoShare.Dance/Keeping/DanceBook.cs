using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>All dances that are kept.</summary>
public sealed class DanceBook
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, SpanRecord>> traces = new();

    /// <summary>Adds spans that have their place.</summary>
    public void Add(IReadOnlyList<SpanRecord> placed)
    {
        ArgumentNullException.ThrowIfNull(placed);
        foreach (var span in placed) traces.GetOrAdd(span.TraceId, _ => new())[span.SpanId] = span;
    }

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<WatchedDance>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WatchedDance>>([.. traces.Select(Read).OfType<WatchedDance>().OrderByDescending(dance => dance.StartedAt)]);

    /// <returns>None if it is not kept, or not any more.</returns>
    public Task<WatchedDance?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(traces.TryGetValue(id, out var spans) ? DanceReading.Read(id, [.. spans.Values]) : null);

    /// <summary>The ids of dances that change from now on.</summary>
    public async IAsyncEnumerable<string> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    private static WatchedDance? Read(KeyValuePair<string, ConcurrentDictionary<string, SpanRecord>> trace) => DanceReading.Read(trace.Key, [.. trace.Value.Values]);
}
