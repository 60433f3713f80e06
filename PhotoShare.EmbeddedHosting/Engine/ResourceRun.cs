using System.Diagnostics;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>One resource in one run.</summary>
internal sealed class ResourceRun(Resource resource, string logFile, TimeProvider time)
{
    private readonly Stopwatch clock = new();
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock changing = new();
    private TaskCompletionSource healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called after each change of <see cref="Status"/>.</summary>
    public event Action<ResourceRun>? Changed;

    public Resource Resource => resource;

    public string Name => resource.Name;

    /// <summary>Tells this instance from others of its name: <c>service.instance.id</c> in its telemetry, and the end of its name in the dashboard.</summary>
    public string Instance { get; } = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8);

    public string LogFile => logFile;

    public DateTimeOffset CreatedAt { get; } = time.GetUtcNow();

    public RunStatus Status { get; private set; } = RunStatus.Waiting;

    public RunState State => Status.State;

    /// <summary>How many seconds the start took, or has taken until now: without the time spent waiting for others.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    /// <summary>What the last health check of the start said; null: it has not been asked, or is healthy.</summary>
    public string? LastAnswer { get; set; }

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => Status.ExitCode;

    /// <summary>True: it did not end when it was asked to.</summary>
    public bool Forced { get; set; }

    /// <summary>Completes when others that wait for this one may start; never if it fails. Another one after each end.</summary>
    public Task Healthy => healthy.Task;

    /// <summary>Completes when this one no longer holds up the start of the whole: when it is healthy for the first time, or a person has stopped it.</summary>
    public Task Settled => settled.Task;

    /// <summary>Back to where a start begins.</summary>
    public void Wait() => Change(_ =>
    {
        clock.Reset();
        return RunStatus.Waiting;
    });

    public void Start()
    {
        clock.Restart();
        Change(_ => new(RunState.Starting, time.GetUtcNow()));
    }

    public void HasLaunched(Launch launch) => Change(status => status with { Launch = launch });

    public void HasProcess(int pid) => Change(status => status with { Pid = pid });

    public void BecomeHealthy(bool elsewhere = false)
    {
        clock.Stop();
        LastAnswer = null;
        Change(status => status with { State = elsewhere ? RunState.Elsewhere : RunState.Healthy });
        healthy.TrySetResult();
        settled.TrySetResult();
    }

    public void IsAsked() => Change(status => status with { State = RunState.Stopping });

    /// <summary>It ended because a person wanted it to.</summary>
    public void Stop(int? exitCode)
    {
        Change(status => End(status, RunState.Stopped, exitCode));
        settled.TrySetResult();
    }

    /// <summary>It ended, or could not be started, and nobody wanted that.</summary>
    public void End(int? exitCode) => Change(status => End(status, exitCode is null ? RunState.Failed : RunState.Ended, exitCode));

    public void Answered(HealthCheck check, string? problem) =>
        Change(status => status with { Health = status.Health.SetItem(check, new(problem, time.GetUtcNow())) });

    private RunStatus End(RunStatus status, RunState state, int? exitCode)
    {
        clock.Stop();
        if (healthy.Task.IsCompleted)
            healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return status with { State = state, ExitCode = exitCode, StoppedAt = time.GetUtcNow() };
    }

    private void Change(Func<RunStatus, RunStatus> change)
    {
        lock (changing)
            Status = change(Status);
        Changed?.Invoke(this);
    }
}
