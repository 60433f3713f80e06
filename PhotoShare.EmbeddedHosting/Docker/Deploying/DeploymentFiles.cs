using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>The files of a deployment, and the name of its project.</summary>
/// <param name="Folder">Of the files, absolute.</param>
/// <param name="Values">The file with the values of the variables; only its owner may read it.</param>
/// <param name="Project">Compose's name for all that belongs together.</param>
internal sealed record DeploymentFiles(string Folder, string Values, string Project)
{
    public string ComposeFile => Path.Combine(Folder, "docker-compose.yaml");

    /// <summary>Of the deployment that last became healthy: what is gone back to.</summary>
    public DeploymentFiles Deployed => this with { Folder = Path.Combine(Folder, ".deployed"), Values = Path.Combine(Folder, ".deployed", Path.GetFileName(Values)) };

    public bool Exist => File.Exists(ComposeFile) && File.Exists(Values);

    public static DeploymentFiles Of(DistributedApplicationBuilder builder, DockerComposeEnvironmentResource environment)
    {
        var folder = builder.Publish!.OutputPath;
        return new(folder, Path.Combine(folder, $".env.{builder.Environment.EnvironmentName}"), ProjectName(builder.AppHostDirectory, environment.Name));
    }

    /// <summary>Keeps a copy as <see cref="Deployed"/>.</summary>
    public void KeepAsDeployed()
    {
        var kept = Deployed;
        Directory.CreateDirectory(kept.Folder);
        File.Copy(ComposeFile, kept.ComposeFile, overwrite: true);
        // With its mode.
        File.Copy(Values, kept.Values, overwrite: true);
    }

    /// <summary>There is nothing to go back to any more.</summary>
    public void ForgetDeployed()
    {
        if (Directory.Exists(Deployed.Folder)) Directory.Delete(Deployed.Folder, recursive: true);
    }

    // As Aspire has it, for each checkout another. Compose's own variable goes before.
    private static string ProjectName(string appHostDirectory, string environment) => Environment.GetEnvironmentVariable("COMPOSE_PROJECT_NAME") is { Length: > 0 } given
        ? given
        : $"aspire-{environment.ToLowerInvariant()}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory)))[..8]}";
}
