using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Data;

internal static class DataSetup
{
    /// <summary>SQLite and a folder, both under <c>DataDirectory</c>.</summary>
    public static IServiceCollection AddPhotoData(this IServiceCollection services)
    {
        services.AddDbContext<PhotoDatabase>((provider, database) =>
            database.UseSqlite($"Data Source={Path.Combine(provider.GetRequiredService<IOptions<ApiOptions>>().Value.DataDirectory, "photos.db")}"));
        services.AddSingleton<PhotoFiles>();
        services.AddHostedService<DataAtStart>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services;
    }
}

/// <summary>Before anything listens: the folder is there, the database has its newest form, and what a crash left half done is gone.</summary>
internal sealed class DataAtStart(IServiceScopeFactory scopes, IOptions<ApiOptions> options, PhotoFiles files) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataDirectory);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        await database.Database.MigrateAsync(cancellationToken);
        await files.SweepAsync(id => database.Photos.AnyAsync(photo => photo.Id == id, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The realm is no part of this API's health: without it the API answers 503 by itself, and a restart would mend nothing.</summary>
internal sealed class DatabaseHealth(PhotoDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database cannot be opened.");
}
