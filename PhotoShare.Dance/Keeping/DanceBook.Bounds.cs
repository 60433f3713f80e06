using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>What goes, and what has to be written.</summary>
public sealed partial class DanceBook
{
    // A millisecond each, in which nobody else has the book.
    private const int MostPacked = 50;

    private readonly List<string> forgotten = [];

    /// <summary>How much is kept: dances, traces without one, mebibytes of spans as they lie open.</summary>
    internal (int Dances, int Noise, double Megabytes) Size
    {
        get
        {
            lock (gate)
            {
                var dances = traces.Values.Count(trace => trace.Summary is not null);
                return (dances, traces.Count - dances, traces.Values.Sum(trace => trace.Bytes) / 1024.0 / 1024);
            }
        }
    }

    /// <summary>Lets the oldest go where a bound is passed, and packs what nobody has added to for a while.</summary>
    internal void Sweep()
    {
        ReadChanged();
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var newestFirst = traces.Values.OrderByDescending(trace => trace.LastAt).ToList();
            var (dances, noise, packed, bytes) = (0, 0, 0, 0L);
            foreach (var trace in newestFirst)
            {
                var goes = trace.Summary is null
                    ? ++noise > limits.MaxNoise || now - trace.LastAt > TimeSpan.FromSeconds(limits.NoiseSeconds)
                    : ++dances > limits.MaxDances || now - trace.LastAt > TimeSpan.FromHours(limits.Hours) || (bytes += trace.Bytes) > limits.MaxMegabytes * 1024L * 1024;
                if (goes) Forget(trace);
                else if (trace.IsOpen && now - trace.LastAt > PackedAfter && packed++ < MostPacked) trace.Pack();
            }
        }
    }

    /// <summary>Dances that went since the last call: Redis has them still.</summary>
    internal IReadOnlyList<string> TakeForgotten()
    {
        lock (gate)
        {
            string[] ids = [.. forgotten];
            forgotten.Clear();
            return ids;
        }
    }

    /// <summary>Dances with spans that Redis does not have yet.</summary>
    internal IReadOnlyList<(string Id, SpanRecord[] Spans, DateTimeOffset LastAt)> Unwritten(int most)
    {
        lock (gate)
        {
            return [.. traces.Values.Where(trace => trace.Summary is not null && trace.HasUnwritten).Take(most).Select(trace => (trace.Id, trace.Unwritten(), trace.LastAt))];
        }
    }

    /// <param name="handfuls">In how many handfuls it lies in Redis now.</param>
    /// <param name="at">The time under which it stands there, in milliseconds.</param>
    internal void Written(string id, IEnumerable<SpanRecord> spans, long handfuls, double at)
    {
        lock (gate)
        {
            if (traces.TryGetValue(id, out var trace)) trace.Written(spans, handfuls, at);
        }
    }

    /// <summary>Whether nobody else has written to a dance that stands in Redis under this time, in milliseconds.</summary>
    internal bool KnowsAllUpTo(string id, double at)
    {
        lock (gate)
        {
            return traces.TryGetValue(id, out var trace) && trace.CompleteAt == at;
        }
    }

    /// <summary>Whether so many handfuls of a dance in Redis are known here.</summary>
    internal bool Knows(string id, long handfuls)
    {
        lock (gate)
        {
            return traces.TryGetValue(id, out var trace) && trace.Handfuls == handfuls;
        }
    }

    /// <summary>Takes in a dance as Redis holds it.</summary>
    internal void TakeIn(string id, IReadOnlyList<SpanRecord> spans, long handfuls, DateTimeOffset at)
    {
        Add(spans, isWritten: true, at);
        lock (gate)
        {
            if (traces.TryGetValue(id, out var trace)) trace.Handfuls = handfuls;
        }
    }

    /// <summary>Redis came back; what it does not have any more is to be written again.</summary>
    internal void WriteAgain(IReadOnlySet<string> has)
    {
        lock (gate)
        {
            foreach (var trace in traces.Values.Where(trace => trace.Summary is not null && !has.Contains(trace.Id))) trace.WriteAgain();
        }
    }

    private void Forget(KeptTrace trace)
    {
        traces.Remove(trace.Id);
        followers.Remove(trace);
        changed.Remove(trace.Id);
        if (trace.Summary is not null && HasShelf) forgotten.Add(trace.Id);
    }
}
