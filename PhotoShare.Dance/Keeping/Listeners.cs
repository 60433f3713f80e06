using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace PhotoShare.Dance.Keeping;

/// <summary>Tells everybody who listens which dances have changed. A slow listener hears of several changes of one dance once, but of the last always.</summary>
internal sealed class Listeners
{
    // Pages that are open. The next one is told nothing, and its browser tries again.
    private const int Most = 256;

    private readonly Lock gate = new();
    private readonly HashSet<Listener> all = [];

    public bool HasAny
    {
        get
        {
            lock (gate) return all.Count > 0;
        }
    }

    /// <summary>Listens from now on, until cancelled or no longer enumerated.</summary>
    public IAsyncEnumerable<string> Listen(CancellationToken cancellationToken)
    {
        var listener = new Listener();
        lock (gate)
        {
            if (all.Count >= Most || !all.Add(listener)) listener.End();
        }
        cancellationToken.Register(() => Leave(listener));
        return Hear(listener, cancellationToken);
    }

    public void Tell(string id)
    {
        lock (gate)
        {
            foreach (var listener in all) listener.Tell(id);
        }
    }

    private async IAsyncEnumerable<string> Hear(Listener listener, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var id in listener.HearAsync(cancellationToken)) yield return id;
        }
        finally
        {
            Leave(listener);
        }
    }

    private void Leave(Listener listener)
    {
        lock (gate)
        {
            all.Remove(listener);
        }
    }

    /// <summary>Holds each id once, so that it is never longer than the book.</summary>
    private sealed class Listener
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> pending = [];
        private readonly Channel<string> ids = Channel.CreateUnbounded<string>();

        public void Tell(string id)
        {
            lock (gate)
            {
                if (pending.Add(id)) ids.Writer.TryWrite(id);
            }
        }

        public void End() => ids.Writer.TryComplete();

        public async IAsyncEnumerable<string> HearAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var id in ids.Reader.ReadAllAsync(cancellationToken))
            {
                // Before it is heard: what changes from here on is told again.
                lock (gate) pending.Remove(id);
                yield return id;
            }
        }
    }
}
