using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Keys;

namespace PhotoShare.Web.Data;

/// <summary>What Web must not lose: connections, what waits to be revoked, and its keys. Every secret in it is encrypted.</summary>
public abstract class WebDatabase(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<PendingConnection> PendingConnections => Set<PendingConnection>();

    public DbSet<QueuedRevocation> QueuedRevocations => Set<QueuedRevocation>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Connection>(connection =>
        {
            connection.HasIndex(c => new { c.PersonId, c.Network }).IsUnique();
            // One account of a network belongs to one person: the database says so, whoever races.
            connection.HasIndex(c => new { c.Issuer, c.Subject }).IsUnique();
            connection.Property(c => c.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PendingConnection>().HasIndex(p => new { p.PersonId, p.Network }).IsUnique();
        modelBuilder.Entity<QueuedRevocation>().HasIndex(r => r.NextAttemptAt);
        modelBuilder.Entity<SigningKey>().HasKey(k => k.Generation);
        modelBuilder.Entity<SigningKey>().Property(k => k.Generation).ValueGeneratedNever();
    }
}
