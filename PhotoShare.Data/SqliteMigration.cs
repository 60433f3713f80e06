using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PhotoShare.Data;

/// <summary>Brings a SQLite database to this version's shape, though an earlier attempt was killed half-way.</summary>
public static class SqliteMigration
{
    /// <summary>
    /// Applies what is pending. EF's lock against two that migrate at once is a row, which a process that is killed leaves behind, and the
    /// next one waits for it for ever. The lock of a file ends with its process: whoever holds that may take such a row away.
    /// </summary>
    public static async Task ApplyPendingMigrationsAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!(await database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;

        var file = new SqliteConnectionStringBuilder(database.GetConnectionString()).DataSource;
        using var turn = await HoldAsync($"{file}.migrating", cancellationToken);
        if (File.Exists(file)) await database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await database.MigrateAsync(cancellationToken);
    }

    private static async Task<FileStream> HoldAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
