using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http.Resilience;
using PhotoShare.ServiceDefaults.Telemetry;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of PhotoShare has: telemetry, health, service discovery, resilience. Never authentication.</summary>
public static class ServiceDefaults
{
    private const string Live = "live";

    /// <summary>
    /// How long a service that is told to end may take to answer the requests that it has begun. It takes no new ones meanwhile. Whoever runs
    /// it must wait a little longer before it kills (<c>stop_grace_period</c>).
    /// </summary>
    private static readonly TimeSpan GracefulStop = TimeSpan.FromSeconds(30);

    /// <summary>Adds telemetry (redacted at the source), health checks, service discovery, resilient HTTP clients and a graceful stop.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IStartupFilter, StoppingConnections>();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        builder.Services.AddServiceDiscovery();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = GracefulStop);
        builder.Services.ConfigureHttpClientDefaults(ConfigureClient);
        return builder;
    }

    /// <summary><c>/health</c>: ready to serve, with all that it needs. <c>/alive</c>: the process answers. Each says one word.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) }).AllowAnonymous();
        return app;
    }

    /// <summary>
    /// A POST is never repeated: an authorization code may be redeemed once only (RFC 6749 section 4.1.2). A redirect is not followed, for
    /// 307 and 308 would repeat the POST, with its credentials, wherever they point. Cookies of one caller's answers are not sent for another.
    /// </summary>
    private static void ConfigureClient(IHttpClientBuilder http)
    {
        http.UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        });
        http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
        http.AddServiceDiscovery();
    }
}
