using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PhotoShare.Web.Data;

/// <summary>The database on a PostgreSQL server.</summary>
public sealed class PostgresWebDatabase(DbContextOptions<PostgresWebDatabase> options) : WebDatabase(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Text is compared by its code points, as SQLite does it, whatever the server's language.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no server (docs/decisions/0017-two-databases.md).</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresWebDatabase>
    {
        public PostgresWebDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresWebDatabase>().UseNpgsql("Host=design-time").Options);
    }
}
