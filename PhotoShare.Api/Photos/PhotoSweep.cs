using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>Every hour: removes what uploads that were killed have left. Another instance of the API may have died while this one lives on.</summary>
internal sealed partial class PhotoSweep(IServiceScopeFactory scopes, PhotoFiles files, TimeProvider clock, ILogger<PhotoSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
                await files.SweepAsync(id => database.Photos.AnyAsync(photo => photo.Id == id, stoppingToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.SweepFailed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What killed uploads have left could not be removed; the next attempt is in an hour.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
