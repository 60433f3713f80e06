using Microsoft.EntityFrameworkCore;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Data;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Connections;

/// <summary>
/// Revokes what is not wanted any more, and does not forget it when the network is down. The tokens leave the queue when the
/// network has confirmed, or after a week.
/// </summary>
public sealed partial class Revocations(
    IDbContextFactory<WebDatabase> databases, TokenProtection protection, Revocation revocation, NetworkCatalogue networks, TimeProvider clock, ILogger<Revocations> logger)
{
    // An attempt takes half a minute at most; should its instance die, another makes the next one after that.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1), KeptAtMost = TimeSpan.FromDays(7);

    /// <summary>Puts tokens into the queue, with the caller's transaction, so that they are either in use or in the queue.</summary>
    /// <param name="database">The caller's.</param>
    /// <param name="account">Whose tokens.</param>
    /// <param name="tokens">What to revoke.</param>
    /// <returns>For <see cref="AttemptAsync"/>, after the caller has saved.</returns>
    public Guid Add(WebDatabase database, AccountAtNetwork account, TokenSet tokens)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        database.Add(new QueuedRevocation
        {
            Id = id,
            Network = account.Network,
            Issuer = account.Issuer,
            Subject = account.Subject,
            ProtectedTokens = protection.Protect(id, tokens),
            // The first attempt is the caller's.
            NextAttemptAt = now + ShortestWait,
            GiveUpAt = now + KeptAtMost,
        });
        return id;
    }

    /// <summary>Tries one now.</summary>
    /// <returns>True if the network confirmed.</returns>
    public async Task<bool> AttemptAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.QueuedRevocations.AsNoTracking().SingleOrDefaultAsync(queued => queued.Id == id, cancellationToken) is { } queued
            && await TryAsync(database, queued, cancellationToken);
    }

    /// <summary>Tries all whose time has come. Several instances may do so at once: each revocation is tried by one of them.</summary>
    public async Task AttemptDueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var queued in await database.QueuedRevocations.AsNoTracking().Where(queued => queued.NextAttemptAt <= now).OrderBy(queued => queued.NextAttemptAt).Take(50).ToListAsync(cancellationToken))
            await TryAsync(database, queued, cancellationToken);
    }

    private async Task<bool> TryAsync(WebDatabase database, QueuedRevocation queued, CancellationToken cancellationToken)
    {
        if (!await TryTakeAsync(database, queued, cancellationToken)) return false;
        var confirmed = networks.TryGet(queued.Network, out var network) && network.Issuer == queued.Issuer
            && await revocation.RevokeAsync(network, protection.Unprotect(queued.Id, queued.ProtectedTokens), await IsInUseAsync(database, queued, cancellationToken), cancellationToken);
        var isGivenUp = !confirmed && queued.GiveUpAt <= clock.GetUtcNow();
        if (confirmed || isGivenUp) await database.QueuedRevocations.Where(stored => stored.Id == queued.Id).ExecuteDeleteAsync(cancellationToken);
        if (isGivenUp) Log.GivenUp(logger, queued.Network, queued.Attempts + 1);
        return confirmed;
    }

    // Of several who have read the same row, one gets this attempt: the number of attempts is the fence.
    private async Task<bool> TryTakeAsync(WebDatabase database, QueuedRevocation queued, CancellationToken cancellationToken)
    {
        var (attempts, next) = (queued.Attempts + 1, clock.GetUtcNow() + Wait(queued.Attempts + 1));
        return await database.QueuedRevocations.Where(stored => stored.Id == queued.Id && stored.Attempts == queued.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Attempts, attempts).SetProperty(stored => stored.NextAttemptAt, next), cancellationToken) == 1;
    }

    // RFC 7009 section 2.1 leaves to the server what goes with a refresh token: one grant, a session, or all that the account gave to this
    // client. While the account is connected, or waits to be kept, by whomever, the refresh token is therefore forgotten instead of revoked.
    private static async Task<bool> IsInUseAsync(WebDatabase database, QueuedRevocation queued, CancellationToken cancellationToken) =>
        await database.Connections.AnyAsync(connection => connection.Issuer == queued.Issuer && connection.Subject == queued.Subject, cancellationToken)
        || await database.PendingConnections.AnyAsync(pending => pending.Issuer == queued.Issuer && pending.Subject == queued.Subject, cancellationToken);

    private static TimeSpan Wait(int attempts) => attempts > 6 ? LongestWait : ShortestWait * Math.Pow(2, attempts - 1);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Network} did not confirm a revocation in a week and {Attempts} attempts. Its tokens are deleted here.")]
        public static partial void GivenUp(ILogger logger, string network, int attempts);
    }
}

/// <summary>An account, as connections know it.</summary>
/// <param name="Network">The id of its network.</param>
/// <param name="Issuer">Its issuer.</param>
/// <param name="Subject">Its name there, for ever. Empty if it never came out: such tokens are nobody's connection.</param>
public sealed record AccountAtNetwork(string Network, string Issuer, string Subject);
