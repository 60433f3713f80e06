using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>One SQLite file for each realm, <c>{realm}.db</c> in the data directory, and the realm's keys.</summary>
/// <param name="directory">Created if absent.</param>
internal sealed class RealmStores(string directory)
{
    /// <summary>Raised with every change to the tables: a file of another version is refused instead of misread.</summary>
    private const int SchemaVersion = 1;

    private readonly ConcurrentDictionary<string, RealmKeys> keys = new(StringComparer.Ordinal);

    /// <summary>The connection string of the realm's file. Each realm has its own: what is not there can't be mixed up.</summary>
    public string ConnectionString(Realm realm) => new SqliteConnectionStringBuilder { DataSource = FileOf(realm) }.ToString();

    /// <summary>The keys of a realm that has been opened.</summary>
    /// <exception cref="InvalidOperationException">The realm has not been opened yet.</exception>
    public RealmKeys Keys(Realm realm) =>
        keys.TryGetValue(realm.Name, out var found) ? found : throw new InvalidOperationException($"The store of the realm {realm.Name} is not open yet.");

    /// <summary>Creates the realm's file where there is none, and loads the realm's keys.</summary>
    /// <exception cref="SetupException">The file was written by another version of this server.</exception>
    public async Task OpenAsync(Realm realm, RealmDatabase database, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var file = FileOf(realm);
        CreateForOwnerAlone(file);
        switch (await VersionAsync(database, cancellationToken))
        {
            case 0: await CreateTablesAsync(database, cancellationToken); break;
            case SchemaVersion: break;
            case var other: throw new SetupException($"{file} was written by another version of this server ({other}, this one writes {SchemaVersion}). Delete it to start anew: its grants and imported accounts go with it.");
        }

        keys[realm.Name] = await RealmKeys.LoadAsync(realm, database, cancellationToken);
    }

    /// <summary>Whether the realm's file is open and can be read.</summary>
    public async Task<bool> AnswersAsync(Realm realm, CancellationToken cancellationToken)
    {
        if (!keys.ContainsKey(realm.Name)) return false;
        try
        {
            await using var connection = new SqliteConnection(ConnectionString(realm));
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM Keys LIMIT 1";
            return await command.ExecuteScalarAsync(cancellationToken) is not null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    // The file holds the realm's private keys: nobody else may read it, from before anything is written.
    private static void CreateForOwnerAlone(string file)
    {
        if (File.Exists(file)) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var _ = File.Open(file, options);
    }

    private static async Task CreateTablesAsync(RealmDatabase database, CancellationToken cancellationToken)
    {
        // Readers must not wait for writers: write-ahead log. It can't be switched on inside of a transaction.
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(database.Database.GenerateCreateScript(), cancellationToken);
        await database.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {SchemaVersion}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<int> VersionAsync(RealmDatabase database, CancellationToken cancellationToken) =>
        database.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").SingleAsync(cancellationToken);

    private string FileOf(Realm realm) => Path.Combine(directory, $"{Path.GetFileName(realm.Name)}.db");
}
