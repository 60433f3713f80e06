using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Guard;

namespace Aspire.Hosting.Engine;

/// <summary>Brings one resource from nothing to healthy.</summary>
internal sealed class Starter(Children children, RunLogs logs, IReadOnlyList<ResourceRun> runs, StartSettings settings, Action<string> say)
{
    /// <summary>Between two questions: short at first, for most children are healthy within seconds; then longer, not to be in the way of one that needs the processor.</summary>
    private static TimeSpan PollInterval(ResourceRun run) => TimeSpan.FromMilliseconds(run.Seconds < 4 ? 50 : 300);

    /// <summary>Gives the child, once it is healthy; null where there is none.</summary>
    /// <exception cref="StartFailedException">It ended, or was not healthy in time.</exception>
    public async Task<Child?> StartAsync(ResourceRun run, CancellationToken cancellationToken)
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
        cancellationToken.ThrowIfCancellationRequested();
        run.HasLaunched(launch);
        var child = await children.StartAsync(run.Name, launch, run.LogFile);
        _ = child.Started.ContinueWith(started => run.HasProcess(started.Result), cancellationToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        await BecomeHealthyAsync(run, child.End, cancellationToken);
        return child;
    }

    private async Task<Launch> PrepareAsync(ResourceRun run, ILauncher launcher, CancellationToken cancellationToken)
    {
        var environment = launcher.SendsTelemetry ? settings.Telemetry(run) : [];
        var values = new Dictionary<string, object>();
        run.Resource.Environment.ForEach(write => write(values));
        foreach (var (name, value) in values)
            environment[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : (string)value;
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
        var child = await children.StartAsync(name, launch, logs.FileOf(name));
        var report = await child.End;
        return report.ExitCode ?? throw new InvalidOperationException($"{launch.FileName} {report.Error}");
    }

    private async Task BecomeHealthyAsync(ResourceRun run, Task<ChildReport> end, CancellationToken cancellationToken)
    {
        foreach (var check in run.Resource.HealthChecks)
        {
            while (await check.AskAsync(cancellationToken) is { } answer)
            {
                run.LastAnswer = $"{check.Description()}: {answer}";
                if (run.Status.Health.GetValueOrDefault(check)?.Problem != answer)
                    run.Answered(check, answer);
                if (run.Seconds > settings.Timeout.TotalSeconds)
                    throw new StartFailedException($"has not become healthy in {settings.Timeout.TotalSeconds:0} s ({run.LastAnswer})");
                if (await Task.WhenAny(end, Task.Delay(PollInterval(run), cancellationToken)) == end)
                    break;
                cancellationToken.ThrowIfCancellationRequested();
            }
            if (!end.IsCompleted)
                run.Answered(check, null);
        }
        cancellationToken.ThrowIfCancellationRequested();
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

/// <param name="Timeout">How long a child may take to become healthy.</param>
/// <param name="Telemetry">What says where a resource sends its telemetry; AppHost.cs may say otherwise.</param>
internal sealed record StartSettings(TimeSpan Timeout, Func<ResourceRun, Dictionary<string, string>> Telemetry);

/// <summary>A resource did not become healthy. The message goes on after its name.</summary>
internal sealed class StartFailedException(string message) : Exception(message);
