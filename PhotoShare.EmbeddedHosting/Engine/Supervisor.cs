namespace Aspire.Hosting.Engine;

/// <summary>
/// One resource over the whole run: started, watched, and on a person's word ended and started again. Never without: what ends by itself stays so.
/// One command at a time; a second one meanwhile is refused.
/// </summary>
internal sealed class Supervisor(ResourceRun run, Starter starter, Children children, RunReport report, CancellationToken ending) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private CancellationTokenSource asked = new();
    private Task<Child?> starting = Task.FromResult<Child?>(null);

    public ResourceRun Run => run;

    public bool CanStart => run.Resource.Launcher is not null && run.State is RunState.Ended or RunState.Failed or RunState.Stopped;

    public bool CanStop => run.Resource.Launcher is not null && run.State is RunState.Waiting or RunState.Starting or RunState.Healthy;

    /// <summary>From the last start to the end of that.</summary>
    public Task Watching { get; private set; } = Task.CompletedTask;

    public void Begin()
    {
        asked.Dispose();
        asked = CancellationTokenSource.CreateLinkedTokenSource(ending);
        starting = starter.StartAsync(run, asked.Token);
        Watching = WatchAsync(asked.Token);
    }

    /// <summary>Starts what does not run, and waits until it is healthy. Null: done; else why not.</summary>
    public async Task<string?> StartAsync() => await InTurnAsync(() => Task.FromResult(CanStart ? null : "runs already"), begin: true);

    /// <summary>Ends what runs, or is being started. Null: done; else why not.</summary>
    public async Task<string?> StopAsync() => await InTurnAsync(StopNowAsync, begin: false);

    /// <summary>Ends it, starts it again, and waits until it is healthy. Null: done; else why not.</summary>
    public async Task<string?> RestartAsync() => await InTurnAsync(StopNowAsync, begin: true);

    private async Task<string?> InTurnAsync(Func<Task<string?>> prepare, bool begin)
    {
        if (ending.IsCancellationRequested)
            return "everything is being ended";
        if (!await turn.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            return "another command is still at work on it";
        Task healthy;
        Task watching;
        try
        {
            if (await prepare() is { } refusal)
                return refusal;
            if (!begin)
                return null;
            run.Wait();
            healthy = run.Healthy;
            Begin();
            watching = Watching;
        }
        finally
        {
            turn.Release();
        }
        // Out of turn: a start that hangs can be stopped.
        return await Task.WhenAny(healthy, watching) == healthy ? null : "did not become healthy; the console says why";
    }

    private async Task<string?> StopNowAsync()
    {
        if (!CanStop)
            return "does not run";
        run.IsAsked();
        await asked.CancelAsync();
        // Only then is it certain whether there is a child.
        await Task.WhenAny(starting);
        await children.StopAsync(run.Name);
        await Watching;
        var exitCode = starting.IsCompletedSuccessfully && starting.Result is { } child ? (await child.End).ExitCode : null;
        run.Stop(exitCode);
        report.StoppedByHand(run);
        return null;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            if (await starting is not { } child)
                return;
            report.Healthy(run);
            var end = await child.End;
            run.Forced = ending.IsCancellationRequested && end.ExitCode is null;
            if (!stop.IsCancellationRequested)
                report.EndedByItself(run, Starter.Describe(run, end));
        }
        catch (StartFailedException e)
        {
            if (stop.IsCancellationRequested)
                return;
            run.End(run.ExitCode);
            report.DidNotStart(run, e.Message);
            // It may live on, unhealthy, and hold its port.
            await children.StopAsync(run.Name);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ended before it was healthy, as asked.
        }
        catch (Exception e)
        {
            report.Mistake(run, e);
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        asked.Dispose();
    }
}
