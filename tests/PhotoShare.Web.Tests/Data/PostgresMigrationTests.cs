using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PhotoShare.Data;
using PhotoShare.Web.Data;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Data;

public sealed class PostgresMigrationTests(GarnetServer garnet, PostgresServer postgres)
{
    [Fact]
    public async Task Two_migrations_of_an_empty_database_at_once_do_no_harm()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        var both = await Task.WhenAll(MigrateAsync(database.Owner), MigrateAsync(database.Owner));

        Assert.All(both, migration => Assert.Equal((0, ""), (migration.Code, migration.Error)));
        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task Two_migrations_of_a_half_migrated_database_at_once_do_no_harm()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        await using (var half = Open(database.Owner))
        {
            // Killed after the history's table was made, and the first migration undone with its transaction.
            await half.Database.ExecuteSqlRawAsync(half.GetService<IHistoryRepository>().GetCreateScript());
        }
        var both = await Task.WhenAll(MigrateAsync(database.Owner), MigrateAsync(database.Owner));

        Assert.All(both, migration => Assert.Equal((0, ""), (migration.Code, migration.Error)));
        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task A_migration_that_waits_for_another_goes_on_when_that_is_killed()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        await using var source = NpgsqlDataSource.Create(database.Owner + ";Pooling=false");
        await using (var half = Open(database.Owner)) await half.Database.ExecuteSqlRawAsync(half.GetService<IHistoryRepository>().GetCreateScript());
        var killed = await source.OpenConnectionAsync();
        await using (var command = new NpgsqlCommand("BEGIN; LOCK TABLE \"__EFMigrationsHistory\" IN ACCESS EXCLUSIVE MODE", killed)) await command.ExecuteNonQueryAsync();

        var waiting = MigrateAsync(database.Owner);
        await using (var watching = await source.OpenConnectionAsync())
        {
            await using var waits = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", watching);
            while ((long)(await waits.ExecuteScalarAsync())! == 0) Assert.False(waiting.IsCompleted);
        }
        await killed.DisposeAsync();

        Assert.Equal((0, ""), ((await waiting).Code, (await waiting).Error));
        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_stops_an_ordinary_start_with_what_to_run()
    {
        postgres.OrSkip();
        await using var database = await postgres.NewDatabaseAsync(null);
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        var refused = Assert.ThrowsAny<Exception>(() => web.StartInstance(settings => settings["ConnectionStrings:database"] = database.User));
        Assert.Contains("The database is older than this version", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains(".dll migrate\" with its owner's login", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_is_waited_for_at_an_ordinary_start()
    {
        await using var database = await postgres.OrSkip().NewDatabaseAsync(null);
        await MigrateAsync(database.Owner);
        await database.CloseAsync();
        await using var opened = Open(database.User);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => opened.Database.OpenConnectionAsync());
        Assert.True(DatabaseAway.IsCauseOf(refused));

        var starting = opened.Database.MakeReadyAsync();
        await database.OpenAsync();

        await starting;
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=web;Username=web_owner;Password=well-kept", "PostgreSQL can't be reached at ConnectionStrings:database: ")]
    [InlineData("Hose=127.0.0.1;Password=well-kept", "Set ConnectionStrings:database to a connection string of PostgreSQL")]
    [InlineData("well-kept", "Set ConnectionStrings:database to a connection string of PostgreSQL")]
    [InlineData("", "Set DataDirectory to a folder for the database")]
    public async Task A_migration_that_can_not_be_says_why_in_one_sentence(string connectionString, string why)
    {
        var migration = await MigrateAsync(connectionString);
        Assert.Equal((1, ""), (migration.Code, migration.Output));
        Assert.StartsWith(why, migration.Error, StringComparison.Ordinal);
        Assert.Single(migration.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("well-kept", migration.Error, StringComparison.Ordinal);
    }

    private static Task<ServiceProgram> MigrateAsync(string connectionString) => ServiceProgram.MigrateAsync("PhotoShare.Web", connectionString);

    private static async Task AssertReadyAsync(PostgresDatabase database)
    {
        await using var ready = Open(database.User);
        Assert.Empty(await ready.Database.GetPendingMigrationsAsync());
        Assert.Empty(await ready.Connections.ToListAsync());
    }

    private static PostgresWebDatabase Open(string connectionString) =>
        new(new DbContextOptionsBuilder<PostgresWebDatabase>().UseNpgsql(connectionString + ";Pooling=false").Options);
}
