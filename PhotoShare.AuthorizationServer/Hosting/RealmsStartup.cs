using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Opens the realms' databases and prepares the realms, all realms at the same time, before the server listens.</summary>
internal sealed class RealmsStartup(RealmCatalog realms, RealmStores stores, CurrentRealm current, IServiceScopeFactory scopes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(realms.All, cancellationToken, async (realm, cancel) =>
        {
            using var _ = current.Enter(realm);
            await using var scope = scopes.CreateAsyncScope();
            await stores.OpenAsync(realm, scope.ServiceProvider.GetRequiredService<RealmDatabase>(), cancel);
            foreach (var startup in scope.ServiceProvider.GetServices<IRealmStartup>()) await startup.StartAsync(realm, cancel);
        });

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
