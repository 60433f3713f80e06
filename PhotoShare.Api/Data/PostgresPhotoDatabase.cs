using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PhotoShare.Api.Data;

/// <summary>The database on a PostgreSQL server.</summary>
internal sealed class PostgresPhotoDatabase(DbContextOptions<PostgresPhotoDatabase> options) : PhotoDatabase(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Text is compared by its code points, as SQLite does it, whatever the server's language.
        configurationBuilder.Properties<string>().UseCollation("C");
        // A camera's own clock, which no offset from UTC belongs to.
        configurationBuilder.Properties<DateTime>().HaveColumnType("timestamp without time zone");
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no server (docs/decisions/0017-two-databases.md).</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresPhotoDatabase>
    {
        public PostgresPhotoDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresPhotoDatabase>().UseNpgsql("Host=design-time").Options);
    }
}
