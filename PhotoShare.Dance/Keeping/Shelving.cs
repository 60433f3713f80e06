using StackExchange.Redis;

namespace PhotoShare.Dance.Keeping;

/// <summary>
/// Carries dances between the book and Redis: takes in at the start what is there, writes behind what is new, hears of what other instances
/// write. While Redis is away the book goes on in memory, and what has come meanwhile is written when it is back.
/// </summary>
/// <param name="redis">Lazy: the first connection may wait for Redis, and nothing here may.</param>
internal sealed partial class Shelving(DanceBook book, Lazy<IConnectionMultiplexer>? redis, DanceOptions.KeepingOptions limits, TimeProvider clock, ILogger<Shelving> logger) : BackgroundService
{
    private const int DancesAtOnce = 50;

    // What a crash may lose. Pages hear of a change at once; only those of other instances wait for this.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // Clocks of several instances differ; what was seen already is told by its time.
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(10);

    // A fraction of a millisecond: it tells what this instance wrote from what another wrote in the same one.
    private readonly double mark = Random.Shared.Next(1, 1024) / 1024.0;

    private readonly TimeSpan lifetime = TimeSpan.FromHours(limits.Hours);
    private double seenUpTo;
    private volatile bool isAway;

    /// <summary>Redis did not answer last time.</summary>
    public bool IsAway => isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                book.Sweep();
                if (redis is not null) await ExchangeAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has come since.
            if (redis is { IsValueCreated: true } && !isAway) await ExchangeAsync(CancellationToken.None);
        }
    }

    private async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var shelf = new Shelf((await Task.Run(() => redis!.Value, cancellationToken)).GetDatabase(), lifetime);
            if (isAway) book.WriteAgain((await shelf.IndexAsync(0, int.MaxValue)).Select(entry => entry.Id).ToHashSet());
            await TakeInAsync(shelf, cancellationToken);
            await WriteAsync(shelf, cancellationToken);
            await shelf.ForgetAsync(book.TakeForgotten(), (clock.GetUtcNow() - lifetime).ToUnixTimeMilliseconds());
            if (isAway) SaysBack(logger);
            isAway = false;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            if (!isAway) SaysAway(logger, e.GetType().Name);
            isAway = true;
        }
        book.Loaded();
    }

    /// <summary>What was written by others, or by this one before it was started again.</summary>
    private async Task TakeInAsync(Shelf shelf, CancellationToken cancellationToken)
    {
        var index = await shelf.IndexAsync(seenUpTo, limits.MaxDances);
        foreach (var some in index.Chunk(DancesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = some.Where(entry => !book.KnowsAllUpTo(entry.Id, entry.At)).ToList();
            var handfuls = await shelf.HandfulsAsync(others.Select(entry => entry.Id));
            var unknown = others.Where((entry, i) => handfuls[i] > 0 && !book.Knows(entry.Id, handfuls[i])).ToList();
            if (unknown.Count == 0) continue;
            var found = await shelf.ReadAsync(unknown.ConvertAll(entry => entry.Id));
            foreach (var ((id, at), (spans, length)) in unknown.Zip(found)) book.TakeIn(id, spans, length, DateTimeOffset.FromUnixTimeMilliseconds((long)at));
            book.Sweep();
        }
        if (index.Count > 0) seenUpTo = Math.Max(seenUpTo, index[0].At - LookBack.TotalMilliseconds);
    }

    private async Task WriteAsync(Shelf shelf, CancellationToken cancellationToken)
    {
        while (book.Unwritten(DancesAtOnce) is { Count: > 0 } dances)
        {
            var at = clock.GetUtcNow().ToUnixTimeMilliseconds() + mark;
            var handfuls = await shelf.WriteAsync(dances, at);
            foreach (var ((id, spans, _), length) in dances.Zip(handfuls)) book.Written(id, spans, length, at);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away ({Kind}): dances are kept in memory until it is back")]
    private static partial void SaysAway(ILogger logger, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis is back: dances are written to it")]
    private static partial void SaysBack(ILogger logger);
}
