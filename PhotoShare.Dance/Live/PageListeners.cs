using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PhotoShare.Dance.Pages;

namespace PhotoShare.Dance.Live;

/// <summary>The pages that are told of changes, bounded in number.</summary>
internal sealed class PageListeners(IDances dances, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>So many pages at once; one more is asked to come back later.</summary>
    public const int Most = 64;

    // One change is told at once, those that follow within this time as one.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private int _count;

    /// <returns>None if there are too many already. Dispose of it when the page is gone.</returns>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Most) return new Seat(this);
        Interlocked.Decrement(ref _count);
        return null;
    }

    /// <summary>
    /// Gives one item at once, for what changed between the page and this call, and one more after each change; ends with the program. What
    /// is told is only that something changed: a page asks for the rest.
    /// </summary>
    /// <param name="id">The dance; none for all.</param>
    /// <param name="cancellationToken">The listener is gone.</param>
    public async IAsyncEnumerable<string> ListenAsync(string? id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        // Changes that nobody has taken yet are one: the page is drawn anew as a whole.
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var pump = PumpAsync(id, changes.Writer, ended.Token);
        try
        {
            yield return id ?? "";
            while (await NextAsync(changes.Reader, ended.Token) is { } changed)
            {
                yield return changed;
                await PauseAsync(ended.Token);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await pump;
        }
    }

    private async Task PumpAsync(string? id, ChannelWriter<string> changes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var changed in dances.ChangesAsync(cancellationToken))
                if (id is null || id == changed || await FollowsAsync(changed, id, cancellationToken)) changes.TryWrite(changed);
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or the program ends.
        }
        finally
        {
            changes.TryComplete();
        }
    }

    // A dance's page shows its followers, too.
    private async Task<bool> FollowsAsync(string changed, string id, CancellationToken cancellationToken) =>
        await dances.FindAsync(changed, cancellationToken) is { } dance && dance.Follows == id;

    private static async Task<string?> NextAsync(ChannelReader<string> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await changes.WaitToReadAsync(cancellationToken) && changes.TryRead(out var changed) ? changed : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The next read ends it.
        }
    }

    private sealed class Seat(PageListeners listeners) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) Interlocked.Decrement(ref listeners._count);
        }
    }
}
