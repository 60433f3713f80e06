using System.Collections.Concurrent;
using Aspire.Hosting.Guard;

namespace Aspire.Hosting.Engine;

/// <summary>The children of one run: started through the guard, each with a task that ends when it does.</summary>
internal sealed class Children(GuardProcess guard)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ChildReport>> running = [];

    /// <summary>Starts a child. The task that it gives ends with the child, or at once if it could not be started.</summary>
    public async Task<Task<ChildReport>> StartAsync(string name, Launch launch, string logFile)
    {
        var end = new TaskCompletionSource<ChildReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        running[name] = end;
        await guard.StartChildAsync(new(name, launch.FileName, launch.Arguments, launch.WorkingDirectory, launch.Environment, logFile));
        return end.Task;
    }

    /// <summary>Hears of ends until the guard itself ends; whatever still ran then has ended with it.</summary>
    public async Task ListenAsync()
    {
        await foreach (var report in guard.Reports)
        {
            if ((report.ExitCode is not null || report.Error is not null) && running.TryRemove(report.Name, out var end))
                end.TrySetResult(report);
        }
        foreach (var (name, end) in running)
            end.TrySetResult(new(name, Error: "was ended by force, with the guard"));
    }
}
