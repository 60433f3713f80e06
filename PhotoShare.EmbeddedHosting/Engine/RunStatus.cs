using System.Collections.Immutable;

namespace Aspire.Hosting.Engine;

internal enum RunState
{
    Waiting,
    Starting,
    Healthy,
    Elsewhere,
    Failed,
    Ended,
    Stopping,
    Stopped,
}

/// <summary>How a resource stands at one moment.</summary>
/// <param name="Launch">What was started; null before that.</param>
/// <param name="Pid">Its process, from its start on; kept after its end.</param>
/// <param name="ExitCode">Null while it runs, and where it could not be started.</param>
internal sealed record RunStatus(
    RunState State,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? StoppedAt = null,
    Launch? Launch = null,
    int? Pid = null,
    int? ExitCode = null)
{
    public static readonly RunStatus Waiting = new(RunState.Waiting);

    /// <summary>What each health check said last: of the start, and later too while somebody watches.</summary>
    public ImmutableDictionary<HealthCheck, HealthAnswer> Health { get; init; } = ImmutableDictionary<HealthCheck, HealthAnswer>.Empty;
}

/// <param name="Problem">What came in place of the expected answer; null: healthy.</param>
internal sealed record HealthAnswer(string? Problem, DateTimeOffset At);
