using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
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

    /// <summary>0: ended as asked, and nothing failed until then; 1: something failed; 2: nothing was started.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var plan = DashboardPlan.Make(builder);
        var problems = GraphCheck.Problems(builder, plan);
        if (problems.Count > 0)
        {
            console.Problems(problems);
            return 2;
        }

        var logs = RunLogs.Create(builder.Settings.DataDirectory, TimeProvider.System);
        var runs = builder.Resources.Where(resource => resource is not ParameterResource).Select(resource => new ResourceRun(resource, logs.FileOf(resource.Name), TimeProvider.System)).ToList();
        var report = new RunReport(console, runs);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var guard = GuardProcess.Start();
        using var signals = new StopSignals(stop, guard.Force);
        var children = new Children(guard);
        var starter = new Starter(children, logs, runs, new(builder.Settings.StartTimeout, plan.TelemetryOf), console.Say);
        var listening = children.ListenAsync();
        var supervisors = runs.ConvertAll(run => new Supervisor(run, starter, children, report, stop.Token));
        supervisors.ForEach(supervisor => supervisor.Begin());
        var dashboard = plan.IsServed ? new DashboardRun(builder, plan, supervisors, children, logs, console.Say).RunAsync(stop.Token) : Task.CompletedTask;

        await RunUntilAskedAsync(runs, report, plan, listening, stop.Token);

        report.HasFailed |= listening.IsCompleted;
        console.Say(listening.IsCompleted ? "The guard ended without having been asked to: so must every child." : "Ending every child …");
        await stop.CancelAsync();
        await guard.DisposeAsync();
        // All children are gone by now; their last reports come within moments, or the end does without them.
        await Task.WhenAny(Task.WhenAll([listening, dashboard, .. supervisors.Select(supervisor => supervisor.Watching)]), Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        console.Ended(runs, clock.Elapsed.TotalSeconds);
        return report.HasFailed ? 1 : 0;
    }

    /// <summary>Returns on Ctrl-C, when the start failed, or when the guard, and with it every child, is gone.</summary>
    private async Task RunUntilAskedAsync(List<ResourceRun> runs, RunReport report, DashboardPlan plan, Task listening, CancellationToken stop)
    {
        var asked = Task.Delay(Timeout.Infinite, stop);
        var allSettled = Task.WhenAll(runs.Select(run => run.Settled));
        var settled = Task.WhenAny(allSettled, report.FailedToStart, asked, listening);
        for (var pause = ReportInterval; await Task.WhenAny(settled, Task.Delay(pause, CancellationToken.None)) != settled; pause *= 2)
            runs.Where(run => run.State is RunState.Waiting or RunState.Starting).ToList().ForEach(console.StillWaiting);

        if (report.FailedToStart.IsCompleted)
            console.Table(runs);
        if (await settled != allSettled || report.FailedToStart.IsCompleted)
            return;
        report.IsReady = true;
        console.Table(runs);
        console.Ready(runs, clock.Elapsed.TotalSeconds);
        if (plan.Missing is { } missing)
            console.Say(missing);
        await Task.WhenAny(asked, listening);
    }
}
