using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PhotoShare.Web.Data;

/// <summary>For <c>dotnet ef migrations add NAME --project PhotoShare.Web --output-dir Data/Migrations</c>, which needs the model and no configuration.</summary>
public sealed class DesignTimeDatabase : IDesignTimeDbContextFactory<WebDatabase>
{
    public WebDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WebDatabase>().UseSqlite("Data Source=design-time.db").Options);
}
