namespace Aspire.Hosting.Docker.Deploying;

/// <summary>Compose, with the files of one deployment.</summary>
/// <param name="command">What is typed: <c>docker compose</c>, or <c>docker-compose</c>.</param>
/// <param name="files">Where the deployment's files are, and what its project is called.</param>
internal sealed class Compose(string[] command, DeploymentFiles files)
{
    /// <exception cref="DeploymentException">There is none.</exception>
    public static async Task<Compose> FindAsync(DeploymentFiles files, CancellationToken cancellationToken)
    {
        if ((await Command.RunAsync("docker", ["compose", "version"], null, cancellationToken)).Succeeded)
            return new(["docker", "compose"], files);
        var older = await Command.RunAsync("docker-compose", ["--version"], null, cancellationToken);
        if (!older.Succeeded)
            throw new DeploymentException("There is no compose: neither 'docker compose version' nor 'docker-compose --version' answers. Install Docker's compose plugin.");
        // Version 1 takes limits and instances of 'deploy' only so.
        return new(older.LastLine.Contains(" 1.", StringComparison.Ordinal) ? ["docker-compose", "--compatibility"] : ["docker-compose"], files);
    }

    /// <summary>The same, with other files.</summary>
    public Compose With(DeploymentFiles other) => new(command, other);

    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => Command.RunAsync(
        command[0],
        // The project's name may come by COMPOSE_PROJECT_NAME, as compose has it.
        [.. command[1..], "-f", files.ComposeFile, "--env-file", files.Values, "--project-name", files.Project, .. arguments],
        info =>
        {
            info.WorkingDirectory = files.Folder;
            // What happens to be in the shell would win over the file.
            foreach (var name in EnvFile.Load(files.Values).Names)
                info.Environment.Remove(name);
        },
        cancellationToken);
}
