using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>
/// Images of the projects, by the SDK's own container publishing: no Dockerfile. Base image: the SDK's default, or what the environment variable
/// <c>ContainerBaseImage</c> names, a property of the SDK.
/// </summary>
internal static class Images
{
    /// <summary>The user of the SDK's base images, also where the base image is another: never root.</summary>
    private const string User = "1654";

    /// <summary>Builds the image of each project once, and names it wherever it is used.</summary>
    /// <exception cref="DeploymentException">One could not be built.</exception>
    public static async Task BuildAsync(DockerComposeEnvironmentResource environment, DeploymentValues values, Action<string> say, CancellationToken cancellationToken)
    {
        var (tag, runtime) = (await TagAsync(cancellationToken), await ContainerEngine.RuntimeIdentifierAsync(cancellationToken));
        var uses = environment.Variables.Where(variable => variable.Value.Source is ProjectResource).ToLookup(variable => ((ProjectResource)variable.Value.Source).ProjectPath, variable => variable.Key);
        foreach (var project in uses)
        {
            var repository = Path.GetFileNameWithoutExtension(project.Key).ToLowerInvariant().Replace('.', '-');
            say($"Building {repository}:{tag} …");
            var built = await Command.RunAsync(BuildOutput.Dotnet, Arguments(project.Key, runtime, repository, tag), info => info.Environment["AppHostEngine"] = "embedded", cancellationToken);
            if (!built.Succeeded)
                throw new DeploymentException($"{repository}: the image could not be built.\n{string.Join('\n', built.All.TakeLast(20).Select(line => $"  | {line.Trim()}"))}");
            foreach (var name in project)
                values.SetImage(name, $"{repository}:{tag}");
        }
    }

    private static string[] Arguments(string project, string runtime, string repository, string tag) =>
    [
        "publish", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-target:PublishContainer",
        // For the engine's machine alone: else native libraries of all systems come along.
        "--runtime", runtime, "--self-contained", "false",
        $"-property:ContainerRepository={repository}", $"-property:ContainerImageTag={tag}", $"-property:ContainerUser={User}",
        // Only with it does the SDK label the image with the revision, too.
        "-property:PublishRepositoryUrl=true",
    ];

    /// <summary>Version and revision; and the time, where the files are not those of the revision: no two contents under one name.</summary>
    private static async Task<string> TagAsync(CancellationToken cancellationToken)
    {
        // 0.1.0+3f2c…
        var parts = (Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+', 2);
        var changes = await Command.RunAsync("git", ["status", "--porcelain"], null, cancellationToken);
        var time = changes is { Succeeded: true, Output.Count: 0 } && parts.Length == 2 ? "" : TimeProvider.System.GetUtcNow().ToString("-yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        return parts.Length == 2 ? $"{parts[0]}-{parts[1][..Math.Min(12, parts[1].Length)]}{time}" : $"{parts[0]}{time}";
    }
}
