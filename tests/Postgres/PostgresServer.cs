using System.Security.Cryptography;
using Npgsql;
using PhotoShare.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace PhotoShare.Tests.Postgres;

/// <summary>
/// A PostgreSQL for the tests of this assembly, started when the first one asks: the one that <c>PHOTOSHARE_TEST_POSTGRES</c> names (the connection
/// string of a superuser on loopback), or one of this machine's own programs. Where there is neither, those who ask are skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string? given = Environment.GetEnvironmentVariable("PHOTOSHARE_TEST_POSTGRES") is { Length: > 0 } named ? named : null;
    private readonly string run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly Lazy<Task<string>> superuser;
    private readonly SemaphoreSlim making = new(1, 1);
    private LocalPostgres? local;
    private string? template;
    private int made;

    public PostgresServer() => superuser = new(StartAsync);

    /// <summary>The login that owns what the tests make, and the one that only uses it (databases.sql).</summary>
    private string Owner => $"t{run}_owner";

    private string User => $"t{run}";

    public bool IsThere => given is not null || PostgresBinaries.Folder is not null;

    /// <summary>Skips the test that asks, if there is no server.</summary>
    public PostgresServer OrSkip()
    {
        Assert.SkipUnless(IsThere, PostgresBinaries.Missing);
        return this;
    }

    /// <summary>A database of one's own: empty, or copied from one that has been migrated.</summary>
    /// <param name="migrate">Migrates the one that is copied, with the owner's connection string; called once. None: the database is empty.</param>
    public async Task<PostgresDatabase> NewDatabaseAsync(Func<string, Task>? migrate)
    {
        var name = $"t{run}_{Interlocked.Increment(ref made)}";
        await CreateAsync(name, migrate is null ? "template1" : await TemplateAsync(migrate));
        return new PostgresDatabase(this, name, await ConnectionStringAsync(name, Owner), await ConnectionStringAsync(name, User));
    }

    public async Task ExecuteAsync(string sql, string? database = null)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await superuser.Value);
        if (database is not null) connectionString.Database = database;
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (superuser.IsValueCreated && local is null)
        {
            if (template is not null) await ExecuteAsync($"DROP DATABASE {template} WITH (FORCE)");
            await ExecuteAsync($"DROP ROLE {Owner}, {User}");
        }
        if (local is not null) await local.DisposeAsync();
        making.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var connectionString = given;
        if (connectionString is null)
        {
            local = await LocalPostgres.StartAsync(PostgresBinaries.Folder ?? throw new InvalidOperationException(PostgresBinaries.Missing));
            connectionString = local.ConnectionString;
        }
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand($"CREATE ROLE {Owner} LOGIN PASSWORD '{run}'; CREATE ROLE {User} LOGIN PASSWORD '{run}'");
        await command.ExecuteNonQueryAsync();
        return connectionString;
    }

    private async Task<string> TemplateAsync(Func<string, Task> migrate)
    {
        await making.WaitAsync();
        try
        {
            if (template is not null) return template;
            var name = $"t{run}_template";
            await CreateAsync(name, "template1");
            await migrate(await ConnectionStringAsync(name, Owner) + ";Pooling=false");
            return template = name;
        }
        finally
        {
            making.Release();
        }
    }

    private async Task CreateAsync(string name, string from)
    {
        await ExecuteAsync($"CREATE DATABASE {name} OWNER {Owner} TEMPLATE {from}");
        await ExecuteAsync($"""
            REVOKE ALL ON DATABASE {name} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {name} TO {User};
            """);
        if (from != "template1") return;
        await ExecuteAsync($"""
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {User};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {User};
            """, name);
    }

    private async Task<string> ConnectionStringAsync(string database, string login)
    {
        var server = new NpgsqlConnectionStringBuilder(await superuser.Value);
        return $"Host={server.Host};Port={server.Port};Database={database};Username={login};Password={run}";
    }
}
