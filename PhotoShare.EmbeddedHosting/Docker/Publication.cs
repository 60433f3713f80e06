using Aspire.Hosting.Docker.Deploying;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Graph;
using Aspire.Hosting.Reporting;

namespace Aspire.Hosting.Docker;

/// <summary>Does what the command line asks for with <c>--operation publish</c>.</summary>
internal sealed class Publication(DistributedApplicationBuilder builder)
{
    private readonly RunConsole console = RunConsole.ForTerminal();

    /// <summary>0: done; 1: failed; 2: the description or the command line is wrong, and nothing was done.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var problems = GraphCheck.PublishProblems(builder).Concat(EnvironmentProblems()).ToList();
        if (problems.Count > 0)
        {
            console.Problems(problems, "Nothing was done");
            return 2;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var signals = new StopSignals(stop, () => Environment.Exit(1));
        try
        {
            await DoAsync(builder.Publish!, builder.Resources.OfType<DockerComposeEnvironmentResource>().Single(), stop.Token);
            return 0;
        }
        catch (Exception e) when (e is DeploymentException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Ended before it was done.");
            return 1;
        }
    }

    private async Task DoAsync(PublishOptions options, DockerComposeEnvironmentResource environment, CancellationToken cancellationToken)
    {
        var file = ComposeFiles.Of(builder, environment);
        var steps = new Steps(builder, environment, file, console.Say);
        if (options.Step == "destroy")
        {
            await steps.DestroyAsync(cancellationToken);
            return;
        }
        Directory.CreateDirectory(options.OutputPath);
        using var alone = options.Step == "publish" ? null : DeploymentLock.Take(options.OutputPath);
        Write(file, environment, options.OutputPath);
        if (options.Step == "prepare")
            await steps.PrepareAsync(cancellationToken);
        if (options.Step == "deploy")
            await steps.DeployAsync(cancellationToken);
    }

    private void Write(ComposeFile file, DockerComposeEnvironmentResource environment, string folder)
    {
        File.WriteAllText(Path.Combine(folder, "docker-compose.yaml"), file.ToYaml());
        var path = Path.Combine(folder, ".env");
        var variables = EnvFile.Load(path);
        foreach (var (name, captured) in environment.Variables)
            variables.Add(name, captured.Description);
        variables.Save(path, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        console.Say($"Published to {folder}: docker-compose.yaml and .env.");
    }

    private IEnumerable<string> EnvironmentProblems()
    {
        var environments = builder.Resources.OfType<DockerComposeEnvironmentResource>().ToList();
        if (environments.Count != 1)
            yield return $"AppHost.cs describes {environments.Count} deployments: the embedded engine publishes exactly one (AddDockerComposeEnvironment).";
    }
}
