namespace PhotoShare.Web.Connections;

/// <summary>Every half minute: gives back what nobody kept, and tries again what a network has not confirmed.</summary>
public sealed partial class RevocationWorker(PendingConnections pending, Revocations revocations, TimeProvider clock, ILogger<RevocationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await pending.DeclineExpiredAsync(stoppingToken);
                await revocations.AttemptDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.RoundFailed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A round of revocations failed; the next is in half a minute.")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
