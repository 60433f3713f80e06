using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PhotoShare.Web.Data;

/// <summary>The database in a file.</summary>
public sealed class SqliteWebDatabase(DbContextOptions<SqliteWebDatabase> options) : WebDatabase(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no configuration (docs/decisions/0017-two-databases.md).</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteWebDatabase>
    {
        public SqliteWebDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteWebDatabase>().UseSqlite("Data Source=design-time.db").Options);
    }
}
