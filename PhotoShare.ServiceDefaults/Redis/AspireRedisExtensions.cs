using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

// In the namespace of Aspire.StackExchange.Redis, whose AddRedisClient this is on the embedded engine.
namespace Microsoft.Extensions.Hosting;

/// <summary>The one member of Aspire.StackExchange.Redis that the services call, for builds without Aspire's packages.</summary>
public static class AspireRedisExtensions
{
    /// <summary>Registers an <see cref="IConnectionMultiplexer"/> for the connection string of this name, and its health check.</summary>
    /// <param name="builder">Of the service.</param>
    /// <param name="connectionName">The connection string's name.</param>
    /// <param name="configureOptions">Has the last word on how the connection is made.</param>
    /// <exception cref="InvalidOperationException">There is no <c>ConnectionStrings:{connectionName}</c>.</exception>
    public static void AddRedisClient(this IHostApplicationBuilder builder, string connectionName, Action<ConfigurationOptions>? configureOptions = null)
    {
        var connectionString = builder.Configuration.GetConnectionString(connectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException($"Set ConnectionStrings:{connectionName} to a Redis server, such as 127.0.0.1:6379.");

        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(connectionString);
            // Redis may come up, or come back, after us: the health check says so meanwhile.
            options.AbortOnConnectFail = false;
            configureOptions?.Invoke(options);
            return ConnectionMultiplexer.Connect(options);
        });
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"redis-{connectionName}", provider => new RedisHealthCheck(provider.GetRequiredService<IConnectionMultiplexer>()), HealthStatus.Unhealthy, tags: null));
    }

    private sealed class RedisHealthCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("Redis does not answer.");
            }
        }
    }
}
