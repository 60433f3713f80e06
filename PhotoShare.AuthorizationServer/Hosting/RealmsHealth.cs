using Microsoft.Extensions.Diagnostics.HealthChecks;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Healthy once every realm's database is open and answers.</summary>
internal sealed class RealmsHealth(RealmCatalog realms, RealmStores stores) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var realm in realms.All)
            if (!await stores.AnswersAsync(realm, cancellationToken))
                return HealthCheckResult.Unhealthy($"The database of the realm {realm.Name} does not answer.");
        return HealthCheckResult.Healthy();
    }
}
