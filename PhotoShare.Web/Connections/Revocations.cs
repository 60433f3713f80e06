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
            NextAttemptAt = now,
            GiveUpAt = now + KeptAtMost,
        });
        return id;
    }

    /// <summary>Tries one now.</summary>
    /// <returns>True if the network confirmed.</returns>
    public async Task<bool> AttemptAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.QueuedRevocations.SingleOrDefaultAsync(queued => queued.Id == id, cancellationToken) is { } queued
            && await TryAsync(database, queued, cancellationToken);
    }

    /// <summary>Tries all whose time has come. Several instances may do so at once: to revoke twice is to revoke (RFC 7009 section 2.2).</summary>
    public async Task AttemptDueAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var queued in await database.QueuedRevocations.Where(queued => queued.NextAttemptAt <= now).OrderBy(queued => queued.NextAttemptAt).Take(50).ToListAsync(cancellationToken))
            await TryAsync(database, queued, cancellationToken);
    }

    private async Task<bool> TryAsync(WebDatabase database, QueuedRevocation queued, CancellationToken cancellationToken)
    {
        var confirmed = networks.TryGet(queued.Network, out var network) && network.Issuer == queued.Issuer
            && await revocation.RevokeAsync(network, protection.Unprotect(queued.Id, queued.ProtectedTokens), await IsInUseAsync(database, queued, cancellationToken), cancellationToken);
        queued.Attempts++;
        queued.NextAttemptAt = clock.GetUtcNow() + Wait(queued.Attempts);
        if (confirmed) database.Remove(queued);
        else if (queued.GiveUpAt <= clock.GetUtcNow())
        {
            database.Remove(queued);
            Log.GivenUp(logger, queued.Network, queued.Attempts);
        }
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance has finished with it first.
            database.ChangeTracker.Clear();
        }
        return confirmed;
    }

    // RFC 7009 section 2.1 leaves to the server what goes with a refresh token: one grant, a session, or all that the account gave to this
    // client. While the account is connected, or waits to be kept, by whomever, the refresh token is therefore forgotten instead of revoked.
    private static async Task<bool> IsInUseAsync(WebDatabase database, QueuedRevocation queued, CancellationToken cancellationToken) =>
        await database.Connections.AnyAsync(connection => connection.Issuer == queued.Issuer && connection.Subject == queued.Subject, cancellationToken)
        || await database.PendingConnections.AnyAsync(pending => pending.Issuer == queued.Issuer && pending.Subject == queued.Subject, cancellationToken);

    private static TimeSpan Wait(int attempts) => attempts > 6 ? LongestWait : TimeSpan.FromMinutes(Math.Pow(2, attempts - 1));

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
