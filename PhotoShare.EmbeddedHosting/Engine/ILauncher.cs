namespace Aspire.Hosting.Engine;

/// <summary>Turns a resource into a child process.</summary>
internal interface ILauncher
{
    /// <summary>What would keep this child from starting; empty if nothing. Reads, and changes nothing.</summary>
    IEnumerable<string> Problems();

    /// <summary>Prepares folders and files, and says what to run.</summary>
    Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken);

    /// <summary>True: it exports by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so.</summary>
    bool SendsTelemetry => false;

    /// <summary>What a person should know of this child once it is healthy: one line each.</summary>
    IEnumerable<string> Notes() => [];
}

/// <summary>A command. The environment is added to the engine's own.</summary>
internal sealed record Launch(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IDictionary<string, string> Environment);

/// <param name="Environment">What AppHost.cs gave the resource.</param>
/// <param name="RunToEnd">Runs a command that the preparation needs, as a guarded child with a log of this name; gives its exit code.</param>
/// <param name="Say">Tells the person at the console.</param>
internal sealed record LaunchContext(IDictionary<string, string> Environment, Func<string, Launch, Task<int>> RunToEnd, Action<string> Say);
