using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PhotoShare.Api.Data;

/// <summary>The database in a file.</summary>
internal sealed class SqlitePhotoDatabase(DbContextOptions<SqlitePhotoDatabase> options) : PhotoDatabase(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no configuration (docs/decisions/0017-two-databases.md).</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlitePhotoDatabase>
    {
        public SqlitePhotoDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlitePhotoDatabase>().UseSqlite("Data Source=design-time.db").Options);
    }
}
