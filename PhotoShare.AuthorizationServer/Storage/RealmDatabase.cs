using Microsoft.EntityFrameworkCore;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>The database of the current realm: its clients as OpenIddict sees them, grants, tokens, keys, accounts and sessions.</summary>
/// <remarks>Each feature folder describes its own tables by an <see cref="IEntityTypeConfiguration{TEntity}"/>.</remarks>
internal sealed class RealmDatabase(DbContextOptions<RealmDatabase> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseOpenIddict();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RealmDatabase).Assembly);
    }
}
