using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.PassingOn;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;

namespace PhotoShare.Dance.Receiving;

/// <summary>The way of a span from the queue: joined, then kept and, of some services, passed on. One reader, so that the joiner needs no lock.</summary>
internal sealed partial class Pipeline(SpanQueue queue, HopMarking marking, Joiner joiner, DanceBook book, Forwarding forwarding, TimeProvider clock, ILogger<Pipeline> logger) : BackgroundService
{
    private static readonly TimeSpan OverdueEvery = TimeSpan.FromSeconds(1);

    // Then what is overdue gets its turn, however many exports come.
    private const int MostAtOnce = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(OverdueEvery, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var more = queue.WaitAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(tick, more);
            if (more.IsCompletedSuccessfully)
            {
                for (var taken = 0; taken < MostAtOnce && queue.TryTake(out var spans); taken++) Place(spans);
                more = queue.WaitAsync(stoppingToken).AsTask();
            }
            if (!tick.IsCompletedSuccessfully) continue;
            Go(joiner.ReleaseOverdue);
            tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        }
    }

    private void Place(IReadOnlyList<SpanRecord> spans) => Go(() => [.. marking.Mark(spans).SelectMany(joiner.Add)]);

    private void Go(Func<IReadOnlyList<SpanRecord>> join)
    {
        try
        {
            var placed = join();
            if (placed.Count == 0) return;
            book.Add(placed);
            forwarding.Add(placed);
        }
        // One export that nobody foresaw must not end the watching of all others.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(logger, e.GetType().Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An export could not be joined and is lost: {Kind}")]
    private static partial void Failed(ILogger logger, string kind, Exception exception);
}
