using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Receiving;

/// <summary>Spans, redacted, that wait to be joined. Bounded: a whole export gets in, or none of it.</summary>
internal sealed class SpanQueue(IOptions<DanceOptions> options)
{
    private readonly Channel<IReadOnlyList<SpanRecord>> exports = Channel.CreateUnbounded<IReadOnlyList<SpanRecord>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly int most = options.Value.Receiving.MaxQueuedSpans;
    private int waiting;

    /// <summary>How many spans wait.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <returns>No, if there is no room: the sender may come back.</returns>
    public bool TryAdd(IReadOnlyList<SpanRecord> spans)
    {
        if (spans.Count == 0) return true;
        var now = Interlocked.Add(ref waiting, spans.Count);
        // One that is larger than the queue would never get in: it does when nobody else waits.
        if (now > most && now > spans.Count)
        {
            Interlocked.Add(ref waiting, -spans.Count);
            return false;
        }
        return exports.Writer.TryWrite(spans);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => exports.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out IReadOnlyList<SpanRecord> spans)
    {
        if (!exports.Reader.TryRead(out spans!)) return false;
        Interlocked.Add(ref waiting, -spans.Count);
        return true;
    }
}
