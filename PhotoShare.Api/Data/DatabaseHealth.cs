using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PhotoShare.Api.Data;

/// <summary>The realm is no part of this API's health: without it the API answers 503 by itself, and a restart would mend nothing.</summary>
internal sealed class DatabaseHealth(PhotoDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database cannot be opened.");
}
