using Aspire.Hosting.Reporting;

namespace Aspire.Hosting.Engine;

/// <summary>What becomes of the resources, told to the person at the console as it happens, and what it means for the whole run.</summary>
internal sealed class RunReport(RunConsole console, IReadOnlyList<ResourceRun> runs)
{
    private readonly TaskCompletionSource failedToStart = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set once everything was healthy: what fails later no longer ends the rest.</summary>
    public bool IsReady { get; set; }

    /// <summary>True: something failed, now or earlier. What a person stopped has not failed.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Completes with the first failure.</summary>
    public Task FailedToStart => failedToStart.Task;

    public void Healthy(ResourceRun run) => console.Healthy(run);

    public void StoppedByHand(ResourceRun run) => console.Say($"  - {run.Name} was stopped by hand");

    public void EndedByItself(ResourceRun run, string what)
    {
        Fail(() => console.Failed(run, what));
        if (!IsReady)
            return;
        console.Table(runs);
        console.Say("It is not started again. The others go on; Ctrl-C ends them.");
    }

    public void DidNotStart(ResourceRun run, string why) => Fail(() => console.Failed(run, why));

    /// <summary>A mistake of the engine's own: it must not pass for a resource that is slow.</summary>
    public void Mistake(ResourceRun run, Exception exception) => Fail(() => console.Say($"{run.Name}: {exception}"));

    private void Fail(Action say)
    {
        HasFailed = true;
        say();
        failedToStart.TrySetResult();
    }
}
