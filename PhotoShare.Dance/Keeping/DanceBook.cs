using Microsoft.Extensions.Logging.Abstractions;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>
/// All dances that are kept, in memory; <see cref="Shelving"/> writes them to Redis behind it. A dance is read anew when it has changed, and not
/// when it is looked at. Traces in which no dance is seen, health checks among them, are kept for a short while in a place of their own, so that
/// they never push a dance out.
/// </summary>
public sealed partial class DanceBook
{
    // Lists wait for no Redis longer than this; what comes later is told as a change.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PackedAfter = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new(), reading = new();
    private readonly DanceOptions.KeepingOptions limits;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Func<string, IReadOnlyCollection<SpanRecord>, WatchedDance?> read;
    private readonly Dictionary<string, KeptTrace> traces = [];
    private readonly HashSet<string> changed = [];
    private readonly Followers followers;
    private readonly Listeners listeners = new();
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isReadingSoon;

    /// <summary>One of its own, with the defaults' bounds, and in memory only.</summary>
    public DanceBook() : this(new DanceOptions.KeepingOptions(), TimeProvider.System, NullLogger.Instance, hasShelf: false)
    {
    }

    /// <param name="read">Default: <see cref="DanceReading"/>.</param>
    internal DanceBook(DanceOptions.KeepingOptions limits, TimeProvider clock, ILogger logger, bool hasShelf, Func<string, IReadOnlyCollection<SpanRecord>, WatchedDance?>? read = null)
    {
        (this.limits, this.clock, this.logger, HasShelf, this.read) = (limits, clock, logger, hasShelf, read ?? DanceReading.Read);
        followers = new Followers(traces);
        if (!hasShelf) loaded.SetResult();
    }

    internal bool HasShelf { get; }

    /// <summary>Adds spans that have their place.</summary>
    public void Add(IReadOnlyList<SpanRecord> placed)
    {
        ArgumentNullException.ThrowIfNull(placed);
        Add(placed, isWritten: !HasShelf, clock.GetUtcNow());
    }

    /// <summary>Newest first. Their hops are without what was said on them: <see cref="FindAsync"/> has it.</summary>
    public async Task<IReadOnlyList<WatchedDance>> ListAsync(CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        ReadChanged();
        lock (gate)
        {
            return [.. traces.Values.Select(trace => trace.Summary).OfType<WatchedDance>().Select(followers.Fill).OrderByDescending(dance => dance.StartedAt)];
        }
    }

    /// <returns>None if it is not kept, or not any more.</returns>
    public async Task<WatchedDance?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        await LoadedAsync(cancellationToken);
        ReadChanged();
        if (Read(id, Spans(id)) is not { } dance) return null;
        lock (gate)
        {
            return followers.Fill(dance);
        }
    }

    /// <summary>The ids of dances that change from now on, also by a follower. Changes of one dance that nobody has heard of yet are one.</summary>
    public IAsyncEnumerable<string> ChangesAsync(CancellationToken cancellationToken) => listeners.Listen(cancellationToken);

    /// <summary>All spans of a trace that are kept; none for a trace that is not.</summary>
    internal SpanRecord[] Spans(string id)
    {
        lock (gate)
        {
            return traces.TryGetValue(id, out var trace) ? trace.Spans() : [];
        }
    }

    /// <summary>What Redis held has been taken in, or could not be: lists need wait no longer.</summary>
    internal void Loaded() => loaded.TrySetResult();

    internal void Add(IReadOnlyList<SpanRecord> spans, bool isWritten, DateTimeOffset at)
    {
        var isFull = false;
        lock (gate)
        {
            foreach (var span in spans)
            {
                if (!traces.TryGetValue(span.TraceId, out var trace)) traces[span.TraceId] = trace = new KeptTrace(span.TraceId);
                if (trace.Add(span, limits, at, isWritten)) changed.Add(span.TraceId);
            }
            isFull = traces.Count > 2 * (limits.MaxDances + limits.MaxNoise);
        }
        if (isFull) Sweep();
        // Where nobody watches, whoever asks next reads what has changed, or the next sweep.
        else if (listeners.HasAny) ReadSoon();
    }

    // Off the way of whoever adds, and once for all that has come meanwhile.
    private void ReadSoon()
    {
        if (Interlocked.Exchange(ref isReadingSoon, 1) == 1) return;
        ThreadPool.UnsafeQueueUserWorkItem(book =>
        {
            Volatile.Write(ref book.isReadingSoon, 0);
            book.ReadChanged();
        }, this, preferLocal: false);
    }

    private void ReadChanged()
    {
        lock (reading)
        {
            string[] ids;
            lock (gate)
            {
                ids = [.. changed];
                changed.Clear();
            }
            foreach (var id in ids) ReadChanged(id);
        }
    }

    private void ReadChanged(string id)
    {
        var dance = Read(id, Spans(id));
        string? lead = null;
        lock (gate)
        {
            if (dance is null || !traces.TryGetValue(id, out var trace)) return;
            trace.Summary = dance with { Hops = [.. dance.Hops.Select(hop => hop with { Sent = [], Received = [], Rules = [] })] };
            followers.Add(trace);
            lead = followers.Fill(dance).Follows;
        }
        listeners.Tell(id);
        if (lead is not null) listeners.Tell(lead);
    }

    private WatchedDance? Read(string id, SpanRecord[] spans)
    {
        if (spans.Length == 0) return null;
        try
        {
            return read(id, spans);
        }
        // Spans come from anybody: a trace that can't be read is no reason to lose the others.
        catch (Exception e)
        {
            Unreadable(logger, id, e);
            return null;
        }
    }

    private async Task LoadedAsync(CancellationToken cancellationToken)
    {
        if (loaded.Task.IsCompleted) return;
        await Task.WhenAny(loaded.Task, Task.Delay(LongestWait, clock, cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The trace {Id} could not be read as a dance")]
    private static partial void Unreadable(ILogger logger, string id, Exception exception);
}
