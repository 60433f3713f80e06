namespace PhotoShare.Web.Keys;

/// <summary>Looks every hour whether the next signing key is due.</summary>
public sealed partial class KeyRotation(SigningKeys keys, TimeProvider clock, ILogger<KeyRotation> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // The first key must be there before the first request.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.RotateAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RotateAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.RotationFailed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The signing keys could not be looked after; the next attempt is in an hour.")]
        public static partial void RotationFailed(ILogger logger, Exception exception);
    }
}
