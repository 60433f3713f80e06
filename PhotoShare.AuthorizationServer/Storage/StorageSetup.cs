using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.Storage;

internal static class StorageSetup
{
    /// <summary>Adds the realms' databases. A <see cref="RealmDatabase"/> is that of the realm in which its scope began.</summary>
    public static void AddRealmStores(this IServiceCollection services, string dataDirectory)
    {
        services.AddSingleton(new RealmStores(dataDirectory));
        services.AddScoped<OneTimeUses>();
        services.AddHostedService<Pruning>();
        services.AddDbContext<RealmDatabase>((provider, options) => options.UseSqlite(
            provider.GetRequiredService<RealmStores>().ConnectionString(provider.GetRequiredService<CurrentRealm>().Value)));
    }
}
