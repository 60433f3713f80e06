using System.Diagnostics;
using System.Reflection;
using PhotoShare.Deployment.Tests.Engine;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>What an operator types: the steps of README and the commands of docs/deploy.md, for one folder and project.</summary>
public sealed class DeploymentOperator(string folder, string project)
{
    private static readonly string AppHost = Metadata("AppHost");

    private readonly HashSet<string> images = [];

    public string Folder => folder;

    public string Project => project;

    /// <summary>The command line of README, without the build that it begins with; and with Dance: what is published without it is the same, less one service.</summary>
    public async Task<Command> StepAsync(string step, params IEnumerable<string> more)
    {
        var start = Start("dotnet", ["exec", Metadata("AppHostProgram"), "--operation", "publish", "--step", step, "--output-path", folder, "--dance", "true", .. more]);
        var done = await Command.TryAsync(start, heard: Console.WriteLine);
        if (File.Exists(Values)) images.UnionWith(Variables().Where(variable => variable.Key.EndsWith("_IMAGE", StringComparison.Ordinal)).Select(variable => variable.Value));
        return done;
    }

    /// <summary>Whether a step here built that image. The engine may name it with a registry in front.</summary>
    public bool HasMade(string image) => images.Any(made => image == made || image.EndsWith($"/{made}", StringComparison.Ordinal));

    /// <summary>A script of PhotoShare.AppHost/Deployment.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task ScriptAsync(string name, string[] arguments, string input = "")
    {
        var result = await Command.TryAsync(Start(Path.Combine(AppHost, "Deployment", name), [folder, .. arguments]), input);
        if (!result.Succeeded) throw new InvalidOperationException($"{name}: exit code {result.ExitCode}\n{result.Output}\n{result.Errors}");
    }

    /// <summary>Compose with the deployment's files.</summary>
    public async Task<Command> ComposeAsync(params IEnumerable<string> arguments)
    {
        string[] compose = (await Command.TryAsync("docker", "compose", "version")).Succeeded ? ["docker", "compose"] : ["docker-compose", "--compatibility"];
        return await Command.TryAsync(Start(compose[0], [.. compose[1..], "-f", Path.Combine(folder, "docker-compose.yaml"), "--env-file", Values, .. arguments]));
    }

    public string Values => Path.Combine(folder, ".env.Production");

    /// <summary>The value of a variable, as .env.Production has it.</summary>
    public string this[string variable] => Variables()[variable];

    public IReadOnlyDictionary<string, string> Variables() => File.ReadLines(Values).Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim('"', '\''));

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = AppHost };
        start.Environment["COMPOSE_PROJECT_NAME"] = project;
        return start;
    }

    private static string Metadata(string key) => Path.GetFullPath(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!);
}
