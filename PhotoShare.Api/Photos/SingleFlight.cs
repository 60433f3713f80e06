using System.Collections.Concurrent;

namespace PhotoShare.Api.Photos;

/// <summary>Work that is done once for all who ask for it at the same time; nobody's leaving ends it for the others.</summary>
internal sealed class SingleFlight
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> underWay = new(StringComparer.Ordinal);

    public async Task RunAsync(string key, Func<Task> work, CancellationToken cancellationToken)
    {
        var flight = underWay.GetOrAdd(key, _ => new(() => FlyAsync(key, work)));
        await flight.Value.WaitAsync(cancellationToken);
    }

    private async Task FlyAsync(string key, Func<Task> work)
    {
        // Not within the lock of Lazy.
        await Task.Yield();
        try
        {
            await work();
        }
        finally
        {
            underWay.TryRemove(key, out _);
        }
    }
}
