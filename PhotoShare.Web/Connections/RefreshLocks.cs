using PhotoShare.OAuth;
using StackExchange.Redis;

namespace PhotoShare.Web.Connections;

/// <summary>One lock per connection, in Redis, for all instances of Web.</summary>
public sealed class RefreshLocks(IConnectionMultiplexer redis)
{
    /// <summary>Longer than a refresh may take (<see cref="Dance.TokenRefresh.Timeout"/>); a holder that was killed keeps others waiting no longer.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(12);

    /// <summary>How long one waits for another's refresh: until its lock has expired and one's own has had its turn.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How often one who waits looks whether the tokens are there.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <returns>The lock, to be disposed of when the tokens are stored; none if somebody else holds it.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(Guid connection)
    {
        var key = $"web:refresh:{connection}";
        var owner = RandomValue.Create();
        return await redis.GetDatabase().LockTakeAsync(key, owner, Expiry) ? new Held(redis, key, owner) : null;
    }

    // Released only if it is still ours: it may have expired and been taken by another.
    private sealed class Held(IConnectionMultiplexer redis, string key, string owner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await redis.GetDatabase().LockReleaseAsync(key, owner);
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // The tokens are stored, and the lock runs out by itself.
            }
        }
    }
}
