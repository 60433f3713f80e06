using Microsoft.Data.Sqlite;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Data;

public sealed class MigrationTests(GarnetServer garnet)
{
    [Fact]
    public async Task A_start_that_was_killed_while_it_migrated_does_not_stop_the_next_one()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings =>
        {
            using var database = new SqliteConnection($"Data Source={Path.Combine(settings["DataDirectory"]!, "web.db")}");
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            command.ExecuteNonQuery();
        });
        using var browser = await web.SignedInAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetAsync("/connections")).Status);
    }
}
