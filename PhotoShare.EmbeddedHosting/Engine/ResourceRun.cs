using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

internal enum RunState
{
    Waiting,
    Starting,
    Healthy,
    Elsewhere,
    Failed,
    Ended,
}

/// <summary>One resource in one run.</summary>
internal sealed class ResourceRun(Resource resource, string logFile)
{
    private readonly Stopwatch clock = new();
    private readonly TaskCompletionSource healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Resource Resource => resource;

    public string Name => resource.Name;

    public string LogFile => logFile;

    public RunState State { get; private set; } = RunState.Waiting;

    /// <summary>How many seconds the start took, or has taken until now: without the time spent waiting for others.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    /// <summary>What the last health check said; null: it has not been asked, or is healthy.</summary>
    public string? LastAnswer { get; set; }

    /// <summary>Null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>True: it did not end when it was asked to.</summary>
    public bool Forced { get; set; }

    /// <summary>Completes when others that wait for this one may start; never if it fails.</summary>
    public Task Healthy => healthy.Task;

    public void Start()
    {
        State = RunState.Starting;
        clock.Start();
    }

    public void BecomeHealthy(bool elsewhere = false)
    {
        clock.Stop();
        State = elsewhere ? RunState.Elsewhere : RunState.Healthy;
        LastAnswer = null;
        healthy.TrySetResult();
    }

    public void End(int? exitCode)
    {
        clock.Stop();
        State = exitCode is null ? RunState.Failed : RunState.Ended;
        ExitCode = exitCode;
    }
}
