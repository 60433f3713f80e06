using Microsoft.EntityFrameworkCore;

namespace PhotoShare.Data;

/// <summary>The factory of whichever database it is, for those who do not mind which.</summary>
internal sealed class DatabaseFactory<TDatabase, TActual>(IDbContextFactory<TActual> factory) : IDbContextFactory<TDatabase>
    where TDatabase : DbContext where TActual : TDatabase
{
    public TDatabase CreateDbContext() => factory.CreateDbContext();

    public async Task<TDatabase> CreateDbContextAsync(CancellationToken cancellationToken = default) => await factory.CreateDbContextAsync(cancellationToken);
}
