using Aspire.Hosting.Engine;
using Aspire.Hosting.Graph;
using Aspire.Hosting.Reporting;

namespace Aspire.Hosting.Docker;

/// <summary>Does what the command line asks for with <c>--operation publish</c>.</summary>
internal sealed class Publication(DistributedApplicationBuilder builder)
{
    /// <summary>0: done; 1: failed; 2: the description or the command line is wrong, and nothing was done.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var problems = GraphCheck.PublishProblems(builder).Concat(EnvironmentProblems()).ToList();
        if (problems.Count > 0)
        {
            RunConsole.ForTerminal().Problems(problems, "Nothing was done");
            return 2;
        }
        WriteFiles(builder.Publish!.OutputPath);
        await Task.CompletedTask;
        return 0;
    }

    private void WriteFiles(string folder)
    {
        var environment = builder.Resources.OfType<DockerComposeEnvironmentResource>().Single();
        var file = ComposeFiles.Of(builder, environment);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "docker-compose.yaml"), file.ToYaml());

        var path = Path.Combine(folder, ".env");
        var variables = EnvFile.Load(path);
        foreach (var (name, captured) in environment.Variables)
            variables.Add(name, captured.Description);
        variables.Save(path, new() { Mode = FileMode.Create, Access = FileAccess.Write });
        Console.WriteLine($"Published to {folder}: docker-compose.yaml and .env.");
    }

    private IEnumerable<string> EnvironmentProblems()
    {
        var environments = builder.Resources.OfType<DockerComposeEnvironmentResource>().ToList();
        if (environments.Count != 1)
            yield return $"AppHost.cs describes {environments.Count} deployments: the embedded engine publishes exactly one (AddDockerComposeEnvironment).";
    }
}
