using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PhotoShare.Data;

/// <summary>What an ordinary start asks of the database.</summary>
public static class DatabaseAtStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// SQLite, which no other program shares, is brought to this version's shape. PostgreSQL is not: the service's login may not do it, and several
    /// instances start at once; <see cref="MigrationCommand"/> has done it before. It may be starting again, too: for a minute, it is waited for.
    /// </summary>
    /// <exception cref="InvalidOperationException">PostgreSQL lacks migrations of this version.</exception>
    public static async Task MakeReadyAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.IsSqlite())
            await database.ApplyPendingMigrationsAsync(cancellationToken);
        else if (await PendingAsync(database, cancellationToken) is { Length: > 0 } pending)
            throw new InvalidOperationException(
                $"The database is older than this version (it lacks {string.Join(", ", pending)}): run \"dotnet {Assembly.GetEntryAssembly()?.GetName().Name}.dll migrate\" with its owner's login, then start again.");
    }

    // EF's log has each attempt that came to nothing.
    private static async Task<string[]> PendingAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Pause, cancellationToken))
        {
            try
            {
                return [.. await database.GetPendingMigrationsAsync(cancellationToken)];
            }
            catch (Exception e) when (DatabaseAway.IsCauseOf(e) && waited.Elapsed < Patience)
            {
            }
        }
    }
}
