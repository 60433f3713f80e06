namespace Aspire.Hosting.Docker.Deploying;

/// <summary>The container engine, by the <c>docker</c> client: Docker, or what <c>DOCKER_HOST</c> names.</summary>
internal sealed class ContainerEngine
{
    private const string StateFormat =
        "{{index .Config.Labels \"com.docker.compose.service\"}}\t{{.Name}}\t{{.State.Status}}\t{{if .State.Health}}{{.State.Health.Status}}{{end}}\t{{.State.ExitCode}}\t{{.RestartCount}}";

    /// <summary>Null: it answers. That the client is installed proves nothing.</summary>
    public static async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(["info", "--format", "{{.ServerVersion}}"], cancellationToken);
        return answer.Succeeded ? null : $"No container engine answers 'docker info' ({answer.LastLine}). Start Docker, or let DOCKER_HOST name an engine.";
    }

    /// <summary>Of its machine, such as <c>linux-x64</c>.</summary>
    public static async Task<string> RuntimeIdentifierAsync(CancellationToken cancellationToken) => (await RunAsync(["info", "--format", "{{.Architecture}}"], cancellationToken)).LastLine switch
    {
        "aarch64" or "arm64" => "linux-arm64",
        _ => "linux-x64",
    };

    /// <summary>Null: the image is here, or now is.</summary>
    public static async Task<string?> ImageProblemAsync(string image, string service, CancellationToken cancellationToken)
    {
        if ((await RunAsync(["image", "inspect", "--format", "{{.Id}}", image], cancellationToken)).Succeeded)
            return null;
        var pulled = await RunAsync(["pull", "--quiet", image], cancellationToken);
        return pulled.Succeeded ? null : $"{service}: the image {image} is not here and can't be pulled ({pulled.LastLine}).";
    }

    /// <summary>Whether data of an earlier deployment is there.</summary>
    public static async Task<bool> HasVolumesAsync(string project, CancellationToken cancellationToken) =>
        (await RunAsync(["volume", "ls", "--quiet", "--filter", $"label=com.docker.compose.project={project}"], cancellationToken)) is { Succeeded: true, Output.Count: > 0 };

    /// <summary>The project's containers, without those of single commands.</summary>
    public static async Task<IReadOnlyList<ContainerState>> ContainersAsync(string project, CancellationToken cancellationToken)
    {
        string[] ofProject = ["--filter", $"label=com.docker.compose.project={project}", "--filter", "label=com.docker.compose.oneoff=False"];
        var ids = await RunAsync(["ps", "--all", "--quiet", .. ofProject], cancellationToken);
        if (!ids.Succeeded || ids.Output.Count == 0)
            return [];
        // One that has gone in the meantime is not told of; the others are.
        var states = await RunAsync(["inspect", "--type", "container", "--format", StateFormat, .. ids.Output], cancellationToken);
        return [.. states.Output.Select(line => line.Split('\t')).Where(fields => fields.Length == 6).Select(ContainerState.Parse)];
    }

    public static async Task<IReadOnlyList<string>> LastLinesAsync(string container, int lines, CancellationToken cancellationToken) =>
        [.. (await RunAsync(["logs", "--tail", $"{lines}", container], cancellationToken)).All.TakeLast(lines)];

    private static Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => Command.RunAsync("docker", arguments, null, cancellationToken);
}

/// <param name="Status">Of the process: <c>running</c>, <c>exited</c>, <c>restarting</c>, …</param>
/// <param name="Health"><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>; empty: it has no health check.</param>
/// <param name="Restarts">How often the engine has started it again because it had ended.</param>
internal sealed record ContainerState(string Service, string Name, string Status, string Health, int ExitCode, int Restarts)
{
    public bool IsWell => Status == "running" && Health is "" or "healthy";

    public bool HasEndedWell => Status == "exited" && ExitCode == 0;

    /// <summary>May become well yet.</summary>
    public bool IsStarting => Status is "created" or "running" && Health is "starting" or "";

    public override string ToString() => Status == "running" ? Health is "" ? Status : Health : Status == "exited" ? $"ended with exit code {ExitCode}" : Status;

    public static ContainerState Parse(string[] fields) => new(fields[0], fields[1].TrimStart('/'), fields[2], fields[3] == "none" ? "" : fields[3], Number(fields[4]), Number(fields[5]));

    private static int Number(string field) => int.Parse(field, System.Globalization.CultureInfo.InvariantCulture);
}
