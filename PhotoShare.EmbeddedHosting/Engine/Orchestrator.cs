using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Graph;
using Aspire.Hosting.Guard;
using Aspire.Hosting.Reporting;

namespace Aspire.Hosting.Engine;

/// <summary>Runs the graph: checks it, starts what can start, waits on health, reports what ends, ends the rest.</summary>
internal sealed class Orchestrator(DistributedApplicationBuilder builder)
{
    /// <summary>Until the first word about what is being waited for; then twice as long each time.</summary>
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(5);

    private readonly RunConsole console = RunConsole.ForTerminal();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TaskCompletionSource failedToStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ready;
    private bool failed;

    /// <summary>0: ended as asked, and nothing failed until then; 1: something failed; 2: nothing was started.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var problems = GraphCheck.Problems(builder);
        if (problems.Count > 0)
        {
            console.Problems(problems);
            return 2;
        }

        var logs = RunLogs.Create(builder.Settings.DataDirectory, TimeProvider.System);
        var runs = builder.Resources.Where(resource => resource is not ParameterResource).Select(resource => new ResourceRun(resource, logs.FileOf(resource.Name))).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var guard = GuardProcess.Start();
        using var signals = new StopSignals(stop, guard.Force);
        var children = new Children(guard);
        var starter = new Starter(children, logs, runs, builder.Settings, console.Say);
        var listening = children.ListenAsync();
        var watching = Task.WhenAll(runs.Select(run => WatchAsync(run, runs, starter, stop.Token)));

        await RunUntilAskedAsync(runs, listening, stop.Token);

        failed |= listening.IsCompleted;
        console.Say(listening.IsCompleted ? "The guard ended without having been asked to: so must every child." : "Ending every child …");
        await stop.CancelAsync();
        await guard.DisposeAsync();
        // All children are gone by now; their last reports come within moments, or the end does without them.
        await Task.WhenAny(Task.WhenAll(listening, watching), Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        console.Ended(runs, clock.Elapsed.TotalSeconds);
        return failed ? 1 : 0;
    }

    /// <summary>Returns on Ctrl-C, when the start failed, or when the guard, and with it every child, is gone.</summary>
    private async Task RunUntilAskedAsync(List<ResourceRun> runs, Task listening, CancellationToken stop)
    {
        var asked = Task.Delay(Timeout.Infinite, stop);
        var allHealthy = Task.WhenAll(runs.Select(run => run.Healthy));
        var settled = Task.WhenAny(allHealthy, failedToStart.Task, asked, listening);
        for (var pause = ReportInterval; await Task.WhenAny(settled, Task.Delay(pause, CancellationToken.None)) != settled; pause *= 2)
            runs.Where(run => run.State is RunState.Waiting or RunState.Starting).ToList().ForEach(console.StillWaiting);

        if (failedToStart.Task.IsCompleted)
            console.Table(runs);
        if (await settled != allHealthy || failedToStart.Task.IsCompleted)
            return;
        ready = true;
        console.Table(runs);
        console.Ready(runs, clock.Elapsed.TotalSeconds);
        await Task.WhenAny(asked, listening);
    }

    /// <summary>Starts one resource, and says so if it fails or if it ends later without having been asked to.</summary>
    private async Task WatchAsync(ResourceRun run, List<ResourceRun> runs, Starter starter, CancellationToken stop)
    {
        try
        {
            if (await starter.StartAsync(run, stop) is not { } end)
                return;
            console.Healthy(run);
            var report = await end;
            run.Forced = stop.IsCancellationRequested && report.ExitCode is null;
            if (stop.IsCancellationRequested)
                return;
            var what = Starter.Describe(run, report);
            failed = true;
            console.Failed(run, what);
            failedToStart.TrySetResult();
            if (!ready)
                return;
            console.Table(runs);
            console.Say("It is not started again. The others go on; Ctrl-C ends them.");
        }
        catch (StartFailedException e)
        {
            if (stop.IsCancellationRequested)
                return;
            run.End(run.ExitCode);
            failed = true;
            console.Failed(run, e.Message);
            failedToStart.TrySetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ended before it was healthy, as asked.
        }
        catch (Exception e)
        {
            // A mistake of the engine's own: it must not pass for a resource that is slow.
            failed = true;
            console.Say($"{run.Name}: {e}");
            failedToStart.TrySetResult();
        }
    }
}
