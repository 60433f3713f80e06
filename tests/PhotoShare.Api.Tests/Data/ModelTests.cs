using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Tests.Data;

/// <summary>The model has changed and a provider's migrations have not: docs/decisions/0017-two-databases.md says how to add one to both.</summary>
public sealed class ModelTests
{
    [Fact]
    public void SQLites_migrations_make_the_model_as_it_is()
    {
        using var database = new SqlitePhotoDatabase(new DbContextOptionsBuilder<SqlitePhotoDatabase>().UseSqlite().Options);
        Assert.False(database.Database.HasPendingModelChanges());
        Assert.NotEmpty(database.Database.GetMigrations());
    }

    [Fact]
    public void PostgreSQLs_migrations_make_the_model_as_it_is()
    {
        using var database = new PostgresPhotoDatabase(new DbContextOptionsBuilder<PostgresPhotoDatabase>().UseNpgsql().Options);
        Assert.False(database.Database.HasPendingModelChanges());
        Assert.NotEmpty(database.Database.GetMigrations());
    }
}
