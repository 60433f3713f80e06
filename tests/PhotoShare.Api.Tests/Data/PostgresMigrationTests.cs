using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Data;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Data;

public sealed class PostgresMigrationTests(PostgresServer postgres)
{
    [Fact]
    public async Task Two_migrations_at_once_do_no_harm_and_need_nothing_but_the_database()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        var both = await Task.WhenAll(ServiceProgram.MigrateAsync("PhotoShare.Api", database.Owner), ServiceProgram.MigrateAsync("PhotoShare.Api", database.Owner));

        Assert.All(both, migration => Assert.Equal((0, ""), (migration.Code, migration.Error)));
        await using var ready = new PostgresPhotoDatabase(new DbContextOptionsBuilder<PostgresPhotoDatabase>().UseNpgsql(database.User + ";Pooling=false").Options);
        Assert.Empty(await ready.Database.GetPendingMigrationsAsync());
        Assert.Empty(await ready.Photos.ToListAsync());
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_stops_an_ordinary_start_with_what_to_run()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        await using var api = new ApiHost { ConnectionString = database.User };
        await api.InitializeAsync();
        var refused = Assert.ThrowsAny<Exception>(() => api.Client());
        Assert.Contains("The database is older than this version", refused.ToString(), StringComparison.Ordinal);
    }
}
