using Microsoft.EntityFrameworkCore;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>Counts uses so that of any number at the same moment only the allowed ones win: one SQL statement, no look before.</summary>
internal sealed class OneTimeUses(RealmDatabase database)
{
    /// <summary>Uses <paramref name="key"/> once more.</summary>
    /// <param name="key">What is used.</param>
    /// <param name="times">How often it may be used.</param>
    /// <param name="expiresAt">When the record may be forgotten.</param>
    /// <param name="cancellationToken">Cancels the wait, not the use.</param>
    /// <returns>Whether this use is among the allowed ones.</returns>
    public async Task<bool> TryUseAsync(string key, int times, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var expires = expiresAt.ToUnixTimeSeconds();
        return await database.Database.ExecuteSqlAsync($"""
            INSERT INTO OneTimeUses (Key, Count, ExpiresAt) VALUES ({key}, 1, {expires})
            ON CONFLICT (Key) DO UPDATE SET Count = Count + 1 WHERE Count < {times}
            """, cancellationToken) == 1;
    }

    /// <summary>Forgets what has expired.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seconds = now.ToUnixTimeSeconds();
        return database.Set<OneTimeUse>().Where(use => use.ExpiresAt < seconds).ExecuteDeleteAsync(cancellationToken);
    }
}
