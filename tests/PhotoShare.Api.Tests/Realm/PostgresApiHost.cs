using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Tests.Realm;

/// <summary>The same API with its rows on a PostgreSQL server.</summary>
public sealed class PostgresApiHost(PostgresServer postgres) : ApiHost
{
    /// <summary>Skips the test that asks, if there is no server.</summary>
    public ApiHost OrSkip()
    {
        postgres.OrSkip();
        return this;
    }

    public static async Task MigrateAsync(string connectionString)
    {
        await using var database = new PostgresPhotoDatabase(new DbContextOptionsBuilder<PostgresPhotoDatabase>().UseNpgsql(connectionString).Options);
        await database.Database.MigrateAsync();
    }

    protected override async Task<PostgresDatabase?> NewDatabaseAsync() => postgres.IsThere ? await postgres.NewDatabaseAsync(MigrateAsync) : null;
}
