using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PhotoShare.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace PhotoShare.Dance.Keeping;

/// <summary>Keeps dances: in memory, and in Redis where the connection string <c>cache</c> says which.</summary>
internal static class KeepingSetup
{
    private const string Redis = "cache";

    public static void AddKeeping(this WebApplicationBuilder builder)
    {
        var hasRedis = !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(Redis));
        if (hasRedis) builder.AddRedisClient(Redis, configureOptions: Reconnection.Soon);
        // Dances are kept in memory while Redis is away: that is no reason to call this ill.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(check => check.Name.Contains("redis", StringComparison.OrdinalIgnoreCase)).ToList()) health.Registrations.Remove(check);
        });
        builder.Services.AddSingleton(services => new DanceBook(services.GetRequiredService<IOptions<DanceOptions>>().Value.Keeping,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<DanceBook>>(), hasRedis));
        builder.Services.AddHostedService(services => new Shelving(services.GetRequiredService<DanceBook>(),
            hasRedis ? new Lazy<IConnectionMultiplexer>(services.GetRequiredService<IConnectionMultiplexer>, LazyThreadSafetyMode.PublicationOnly) : null,
            services.GetRequiredService<IOptions<DanceOptions>>().Value.Keeping, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Shelving>>()));
    }
}
