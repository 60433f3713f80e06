using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Opens the realms' databases and prepares the realms, all realms at the same time, before the server listens.</summary>
internal sealed partial class RealmsStartup(RealmCatalog realms, RealmStores stores, CurrentRealm current, PublicAddress address, IServiceScopeFactory scopes, ILogger<RealmsStartup> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(realms.All, cancellationToken, async (realm, cancel) =>
        {
            using var _ = current.Enter(realm);
            await using var scope = scopes.CreateAsyncScope();
            await stores.OpenAsync(realm, scope.ServiceProvider.GetRequiredService<RealmDatabase>(), cancel);
            foreach (var startup in scope.ServiceProvider.GetServices<IRealmStartup>()) await startup.StartAsync(realm, cancel);
            Log.Serving(log, realm.Name, address.Issuer(realm));
        });

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Realm {Realm} is served as {Issuer}")]
        public static partial void Serving(ILogger logger, string realm, string issuer);
    }
}
