using Aspire.Hosting.Guard;

namespace Aspire.Hosting.Engine;

/// <summary>Brings one resource from nothing to healthy.</summary>
internal sealed class Starter(Children children, RunLogs logs, IReadOnlyList<ResourceRun> runs, EngineSettings settings, Action<string> say)
{
    /// <summary>Between two questions: short at first, for most children are healthy within seconds; then longer, not to be in the way of one that needs the processor.</summary>
    private static TimeSpan PollInterval(ResourceRun run) => TimeSpan.FromMilliseconds(run.Seconds < 4 ? 50 : 300);

    /// <summary>Gives the end of the child, once it is healthy; null where there is no child.</summary>
    /// <exception cref="StartFailedException">It ended, or was not healthy in time.</exception>
    public async Task<Task<ChildReport>?> StartAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        foreach (var wait in run.Resource.Waits)
            await runs.Single(other => other.Resource == wait).Healthy.WaitAsync(cancellationToken);
        if (run.Resource.Launcher is not { } launcher)
        {
            run.BecomeHealthy(elsewhere: true);
            return null;
        }

        run.Start();
        var launch = await PrepareAsync(run, launcher, cancellationToken);
        var end = await children.StartAsync(run.Name, launch, run.LogFile);
        await BecomeHealthyAsync(run, end, cancellationToken);
        return end;
    }

    private async Task<Launch> PrepareAsync(ResourceRun run, ILauncher launcher, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>();
        foreach (var write in run.Resource.Environment)
            await write(environment, cancellationToken);
        try
        {
            return await launcher.PrepareAsync(new(environment, RunToEndAsync, say), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new StartFailedException($"could not be prepared: {e.Message}");
        }
    }

    private async Task<int> RunToEndAsync(string name, Launch launch)
    {
        var report = await await children.StartAsync(name, launch, logs.FileOf(name));
        return report.ExitCode ?? throw new InvalidOperationException($"{launch.FileName} {report.Error}");
    }

    private async Task BecomeHealthyAsync(ResourceRun run, Task<ChildReport> end, CancellationToken cancellationToken)
    {
        foreach (var check in run.Resource.HealthChecks)
        {
            while (await check.AskAsync(cancellationToken) is { } answer)
            {
                run.LastAnswer = $"{check.Description()}: {answer}";
                if (run.Seconds > settings.StartTimeout.TotalSeconds)
                    throw new StartFailedException($"has not become healthy in {settings.StartTimeout.TotalSeconds:0} s ({run.LastAnswer})");
                if (await Task.WhenAny(end, Task.Delay(PollInterval(run), cancellationToken)) == end)
                    break;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        // Also where somebody else answered in its stead.
        if (end.IsCompleted)
            throw new StartFailedException(Describe(run, await end));
        run.BecomeHealthy();
    }

    /// <summary>Marks the run as ended and says how, as the rest of a sentence that starts with its name.</summary>
    public static string Describe(ResourceRun run, ChildReport report)
    {
        run.End(report.ExitCode);
        return report.Error is null ? $"ended with exit code {report.ExitCode}" : report.Error;
    }
}

/// <summary>A resource did not become healthy. The message goes on after its name.</summary>
internal sealed class StartFailedException(string message) : Exception(message);
