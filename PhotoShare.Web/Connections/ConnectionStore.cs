using Microsoft.EntityFrameworkCore;
using PhotoShare.Web.Data;

namespace PhotoShare.Web.Connections;

/// <summary>Reads connections. Whose they are is part of every query, so there is no gap between looking and checking.</summary>
public sealed class ConnectionStore(IDbContextFactory<WebDatabase> databases)
{
    /// <summary>All of a person's connections, by network.</summary>
    public async Task<IReadOnlyDictionary<string, Connection>> OfAsync(string personId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Connections.AsNoTracking().Where(connection => connection.PersonId == personId)
            .ToDictionaryAsync(connection => connection.Network, cancellationToken);
    }

    /// <summary>A person's connection to a network; none if there is none.</summary>
    public async Task<Connection?> FindAsync(string personId, string network, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Connections.AsNoTracking()
            .SingleOrDefaultAsync(connection => connection.PersonId == personId && connection.Network == network, cancellationToken);
    }

    /// <summary>Stores what a refresh gave, unless the connection was changed or deleted since it was read.</summary>
    /// <param name="connection">As it was read; <see cref="Connection.Version"/> is the fence.</param>
    /// <param name="protectedTokens">The new tokens, encrypted; none when the grant has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TryReplaceTokensAsync(Connection connection, byte[]? protectedTokens, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Connections.Where(stored => stored.Id == connection.Id && stored.Version == connection.Version)
            .ExecuteUpdateAsync(set => set
                .SetProperty(stored => stored.ProtectedTokens, protectedTokens)
                .SetProperty(stored => stored.Version, connection.Version + 1), cancellationToken) == 1;
    }

    /// <summary>Whether this is the first read after the account was kept, with which its dance ends. Of several at once, by whichever instances, one is.</summary>
    public async Task<bool> TryTakeFirstReadAsync(Connection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (connection.Dance is null || connection.FirstReadUntil is null) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var isFirst = await database.Connections.Where(stored => stored.Id == connection.Id && stored.FirstReadUntil == connection.FirstReadUntil)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.FirstReadUntil, (DateTimeOffset?)null), cancellationToken) == 1;
        return isFirst && connection.FirstReadUntil > now;
    }

    /// <summary>Notes that the connection is in use, once a minute at most.</summary>
    public async Task NoteUseAsync(Connection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (connection.LastUsedAt is { } last && now - last < TimeSpan.FromMinutes(1)) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Connections.Where(stored => stored.Id == connection.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LastUsedAt, now), cancellationToken);
    }
}
