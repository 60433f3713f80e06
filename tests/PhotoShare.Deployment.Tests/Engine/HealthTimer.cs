namespace PhotoShare.Deployment.Tests.Engine;

/// <summary>
/// Runs the health checks of a project's containers on an engine that leaves it to timers of systemd, where there is no systemd: Podman in a container or on a
/// small machine. There, a container would be <c>starting</c> for ever.
/// </summary>
public sealed class HealthTimer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _checks;

    private HealthTimer(string project) => _checks = Task.Run(() => CheckAsync(project));

    /// <summary>Null where the engine does it itself.</summary>
    public static async Task<HealthTimer?> StartIfNeededAsync(string project)
    {
        var isPodman = (await Command.TryAsync("docker", "version")).Output.Contains("Podman Engine", StringComparison.Ordinal);
        return isPodman && !Directory.Exists("/run/systemd/system") ? new(project) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _checks;
        _end.Dispose();
    }

    private async Task CheckAsync(string project)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                var ids = await Command.TryAsync("podman", "ps", "--quiet", "--filter", $"label=com.docker.compose.project={project}");
                // What is unhealthy or has just gone answers with an error, which is told by its state.
                foreach (var id in ids.Lines) await Command.TryAsync("podman", "healthcheck", "run", id);
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }
}
