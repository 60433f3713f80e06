using System.Collections.Concurrent;
using Aspire.Hosting.Guard;

namespace Aspire.Hosting.Engine;

/// <summary>The children of one run: started, and ended one by one, through the guard.</summary>
internal sealed class Children(GuardProcess guard)
{
    private readonly ConcurrentDictionary<string, Child> running = [];

    /// <summary>Starts a child. Of one name, one runs at a time.</summary>
    public async Task<Child> StartAsync(string name, Launch launch, string logFile)
    {
        var child = new Child();
        running[name] = child;
        await guard.StartChildAsync(new(name, launch.FileName, launch.Arguments, launch.WorkingDirectory, launch.Environment, logFile));
        return child;
    }

    /// <summary>Asks a child and its descendants to end, and waits until they have; forced, if they do not in time.</summary>
    public async Task StopAsync(string name)
    {
        if (!running.TryGetValue(name, out var child))
            return;
        // The guard can end only what it has started.
        await Task.WhenAny(child.Started, child.End);
        try
        {
            await guard.StopChildAsync(name);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The guard ends, and everything with it.
        }
        await child.End;
    }

    /// <summary>Hears of starts and ends until the guard itself ends; whatever still ran then has ended with it.</summary>
    public async Task ListenAsync()
    {
        await foreach (var report in guard.Reports)
        {
            if (report.ExitCode is null && report.Error is null)
                running.GetValueOrDefault(report.Name)?.HasStarted(report.Pid!.Value);
            else if (running.TryRemove(report.Name, out var child))
                child.HasEnded(report);
        }
        foreach (var (name, child) in running)
            child.HasEnded(new(name, Error: "was ended by force, with the guard"));
    }
}

/// <summary>One child, from its start to its end.</summary>
internal sealed class Child
{
    private readonly TaskCompletionSource<int> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ChildReport> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its process; never, if it could not be started.</summary>
    public Task<int> Started => started.Task;

    /// <summary>Completes when it has ended, or could not be started.</summary>
    public Task<ChildReport> End => end.Task;

    public void HasStarted(int pid) => started.TrySetResult(pid);

    public void HasEnded(ChildReport report) => end.TrySetResult(report);
}
