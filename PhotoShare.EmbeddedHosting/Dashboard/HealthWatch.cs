using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>Goes on asking resources that run for their health, while somebody looks.</summary>
internal sealed class HealthWatch(IReadOnlyList<Supervisor> supervisors, ResourceBoard board)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval);
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (board.IsWatched)
                    await Task.WhenAll(supervisors.Select(supervisor => supervisor.Run).Where(run => run.State == RunState.Healthy).Select(run => AskAsync(run, stop)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the run.
        }
    }

    private static async Task AskAsync(ResourceRun run, CancellationToken stop)
    {
        foreach (var check in run.Resource.HealthChecks.Where(check => !check.OnlyAtStart))
        {
            var answer = await check.AskAsync(stop);
            if (run.State == RunState.Healthy)
                run.Answered(check, answer);
        }
    }
}
