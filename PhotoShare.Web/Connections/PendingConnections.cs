using Microsoft.EntityFrameworkCore;
using PhotoShare.OAuth;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Data;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Connections;

/// <summary>Between the dance and the person's word: put aside, then kept or given back.</summary>
public sealed class PendingConnections(IDbContextFactory<WebDatabase> databases, TokenProtection protection, Revocations revocations, TimeProvider clock)
{
    /// <summary>How long an account waits to be kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    // Whoever looks at the albums tomorrow does not end today's dance.
    private static readonly TimeSpan FirstReadWithin = TimeSpan.FromMinutes(15);

    // Two dances of one person end at once: a second look of the later one finds what the first has put there. Nobody ends more than this at once.
    private const int MostLooks = 5;

    /// <summary>Puts the account aside, instead of any that waits already.</summary>
    public async Task<DanceResult<PendingConnection>> PutAsideAsync(Network network, Transaction transaction, Account account, TokenResponse tokens, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            try
            {
                return await TryPutAsideAsync(network, transaction, account, tokens, cancellationToken);
            }
            catch (DbUpdateException) when (look < MostLooks)
            {
            }
        }
    }

    private async Task<DanceResult<PendingConnection>> TryPutAsideAsync(Network network, Transaction transaction, Account account, TokenResponse tokens, CancellationToken cancellationToken)
    {
        var personId = transaction.PersonId;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await IsAnothersAsync(database, network.Issuer, account.Subject, personId, cancellationToken))
        {
            await GiveBackAsync(database, new AccountAtNetwork(network.Id, network.Issuer, account.Subject), tokens.Tokens, cancellationToken);
            return Anothers;
        }

        Guid? earlier = null;
        if (await FindAsync(database, personId, network.Id, cancellationToken) is { } unkept)
        {
            database.Remove(unkept);
            earlier = revocations.Add(database, AccountOf(unkept), protection.Unprotect(unkept.Id, unkept.ProtectedTokens));
        }
        var id = Guid.CreateVersion7();
        var pending = new PendingConnection
        {
            Id = id,
            PersonId = personId,
            Network = network.Id,
            Issuer = network.Issuer,
            Subject = account.Subject,
            AccountName = account.Name,
            // RFC 6749 section 5.1: whoever says nothing has granted what was asked.
            Scopes = Scopes.Format(tokens.Scopes ?? transaction.Scopes),
            ProtectedTokens = protection.Protect(id, tokens.Tokens),
            Dance = transaction.Dance,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        };
        database.Add(pending);
        await database.SaveChangesAsync(cancellationToken);
        if (earlier is { } revocation) await revocations.AttemptAsync(revocation, cancellationToken);
        return pending;
    }

    /// <summary>What waits for this person's word; none if nothing does, or not any more.</summary>
    public async Task<PendingConnection?> FindAsync(string personId, string network, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(database, personId, network, cancellationToken) is { } pending && pending.ExpiresAt > clock.GetUtcNow() ? pending : null;
    }

    /// <summary>Makes a connection of what waits.</summary>
    public async Task<KeepResult> KeepAsync(string personId, string network, CancellationToken cancellationToken) =>
        // Two at once, by another tab or another person with the same account: the second look tells the loser which.
        await TryKeepAsync(personId, network, cancellationToken) ?? await TryKeepAsync(personId, network, cancellationToken) ?? KeepResult.NothingToKeep;

    // None if somebody else wrote at the same time.
    private async Task<KeepResult?> TryKeepAsync(string personId, string network, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, personId, network, cancellationToken) is not { } pending || pending.ExpiresAt <= clock.GetUtcNow()) return KeepResult.NothingToKeep;
        if (await IsAnothersAsync(database, pending.Issuer, pending.Subject, personId, cancellationToken))
        {
            await GiveBackAsync(database, pending, cancellationToken);
            return KeepResult.AccountOfAnotherPerson;
        }

        var tokens = protection.Unprotect(pending.Id, pending.ProtectedTokens);
        var existing = await database.Connections.SingleOrDefaultAsync(connection => connection.PersonId == personId && connection.Network == network, cancellationToken);
        Guid? replaced = null;
        if (existing is not null && (existing.Issuer, existing.Subject) != (pending.Issuer, pending.Subject))
        {
            // Another account takes its place: the old one's grant ends with it.
            if (existing.ProtectedTokens is { } old)
                replaced = revocations.Add(database, new AccountAtNetwork(network, existing.Issuer, existing.Subject), protection.Unprotect(existing.Id, old));
            database.Remove(existing);
            existing = null;
        }
        var kept = existing ?? Fresh(database, pending);
        kept.AccountName = pending.AccountName;
        kept.Scopes = pending.Scopes;
        kept.Dance = pending.Dance;
        kept.FirstReadUntil = pending.Dance is null ? null : clock.GetUtcNow() + FirstReadWithin;
        kept.ProtectedTokens = protection.Protect(kept.Id, tokens);
        kept.Version++;
        database.Remove(pending);
        try
        {
            // In one transaction: the old row goes before the new one, whose unique indexes it would be in the way of, comes.
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            return null;
        }
        if (replaced is { } revocation) await revocations.AttemptAsync(revocation, cancellationToken);
        return KeepResult.Kept;
    }

    /// <summary>Gives back what waits, keeping nothing.</summary>
    public async Task DeclineAsync(string personId, string network, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, personId, network, cancellationToken) is { } pending) await GiveBackAsync(database, pending, cancellationToken);
    }

    /// <summary>Gives back what nobody kept in time.</summary>
    public async Task DeclineExpiredAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var pending in await database.PendingConnections.Where(pending => pending.ExpiresAt <= now).ToListAsync(cancellationToken))
            await GiveBackAsync(database, pending, cancellationToken);
    }

    /// <summary>Gives back tokens of an account that never came out.</summary>
    public async Task GiveBackAsync(Network network, TokenSet tokens, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await GiveBackAsync(database, new AccountAtNetwork(network.Id, network.Issuer, Subject: ""), tokens, cancellationToken);
    }

    private async Task GiveBackAsync(WebDatabase database, PendingConnection pending, CancellationToken cancellationToken)
    {
        database.Remove(pending);
        try
        {
            await GiveBackAsync(database, AccountOf(pending), protection.Unprotect(pending.Id, pending.ProtectedTokens), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was kept or given back meanwhile, perhaps by another instance: whoever that was saw to its tokens.
            database.ChangeTracker.Clear();
        }
    }

    private async Task GiveBackAsync(WebDatabase database, AccountAtNetwork account, TokenSet tokens, CancellationToken cancellationToken)
    {
        var revocation = revocations.Add(database, account, tokens);
        await database.SaveChangesAsync(cancellationToken);
        await revocations.AttemptAsync(revocation, cancellationToken);
    }

    private Connection Fresh(WebDatabase database, PendingConnection pending)
    {
        var connection = new Connection
        {
            PersonId = pending.PersonId,
            Network = pending.Network,
            Issuer = pending.Issuer,
            Subject = pending.Subject,
            AccountName = pending.AccountName,
            Scopes = pending.Scopes,
            ConnectedAt = clock.GetUtcNow(),
        };
        database.Add(connection);
        return connection;
    }

    private static AccountAtNetwork AccountOf(PendingConnection pending) => new(pending.Network, pending.Issuer, pending.Subject);

    private static Refusal Anothers => new(DanceProblem.AccountOfAnotherPerson, "A connection of another person has this issuer and subject.");

    private static Task<bool> IsAnothersAsync(WebDatabase database, string issuer, string subject, string personId, CancellationToken cancellationToken) =>
        database.Connections.AnyAsync(connection => connection.Issuer == issuer && connection.Subject == subject && connection.PersonId != personId, cancellationToken);

    private static Task<PendingConnection?> FindAsync(WebDatabase database, string personId, string network, CancellationToken cancellationToken) =>
        database.PendingConnections.SingleOrDefaultAsync(pending => pending.PersonId == personId && pending.Network == network, cancellationToken);
}

/// <summary>What came of keeping an account.</summary>
public enum KeepResult
{
    Kept,

    /// <summary>Nothing waits: it was kept, given back, or waited too long.</summary>
    NothingToKeep,

    /// <summary>The account is connected by another person; what waited was given back.</summary>
    AccountOfAnotherPerson,
}
