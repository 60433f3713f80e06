using System.Threading.RateLimiting;

namespace PhotoShare.Api.Photos;

/// <summary>
/// Decoding costs memory and a core, so as many images as there are cores are worked on at once, and 64 wait at most.
/// </summary>
internal sealed class ImageWork : IDisposable
{
    private readonly ConcurrencyLimiter limiter = new(new() { PermitLimit = Environment.ProcessorCount, QueueLimit = 64, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <exception cref="ImageWorkBusyException">Too much waits already.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var turn = await limiter.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired) throw new ImageWorkBusyException();
        return await Task.Run(work, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync{T}(Func{T}, CancellationToken)"/>
    public async Task RunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        using var turn = await limiter.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired) throw new ImageWorkBusyException();
        await Task.Run(work, cancellationToken);
    }

    public void Dispose() => limiter.Dispose();
}
