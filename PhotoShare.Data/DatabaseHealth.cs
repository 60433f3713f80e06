using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PhotoShare.Data;

/// <summary>Whether the database can be reached.</summary>
internal sealed class DatabaseHealth<TDatabase>(IDbContextFactory<TDatabase> databases) : IHealthCheck where TDatabase : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database cannot be opened.");
    }
}
