using System.Text;
using Npgsql;

namespace PhotoShare.Tests.Postgres;

/// <summary>A test's own database on a PostgreSQL server; gone when the test is over.</summary>
/// <param name="Owner">The connection string of the login that may migrate it.</param>
/// <param name="User">That of the login that a service has.</param>
public sealed record PostgresDatabase(PostgresServer Server, string Name, string Owner, string User) : IAsyncDisposable
{
    /// <summary>Every row of every table, byte by byte.</summary>
    public async Task<string> ContentAsync()
    {
        await using var source = NpgsqlDataSource.Create(Owner + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync();
        var tables = new List<string>();
        await using (var command = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));

        using var content = new MemoryStream();
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY \"{table}\" TO STDOUT (FORMAT BINARY)");
            await rows.CopyToAsync(content);
        }
        return Encoding.Latin1.GetString(content.ToArray());
    }

    public ValueTask DisposeAsync() => new(Server.ExecuteAsync($"DROP DATABASE {Name} WITH (FORCE)"));
}
