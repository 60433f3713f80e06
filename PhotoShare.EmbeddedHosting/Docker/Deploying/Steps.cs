using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>The steps after publishing. Each looks for all that could be wrong first, and then begins.</summary>
internal sealed class Steps(DistributedApplicationBuilder builder, DockerComposeEnvironmentResource environment, ComposeFile file, Action<string> say)
{
    /// <summary>A first start builds Keycloak and imports realms.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DeploymentFiles files = DeploymentFiles.Of(builder, environment);

    /// <summary>Builds the images and writes the values.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var values = DeploymentValues.Gather(builder, environment, files.Values);
        await RefuseAsync(values, [], cancellationToken);
        await PrepareAsync(values, cancellationToken);
    }

    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        var values = DeploymentValues.Gather(builder, environment, files.Values);
        if (await ContainerEngine.ProblemAsync(cancellationToken) is { } problem)
            throw new DeploymentException(problem);
        var compose = await Compose.FindAsync(files, cancellationToken);
        var running = (await ContainerEngine.ContainersAsync(files.Project, cancellationToken)).Where(container => container.Status == "running").Select(container => container.Service).ToHashSet();
        await RefuseAsync(values, PublishedPorts.Problems(file, values, running).Concat(await ImageProblemsAsync(cancellationToken)), cancellationToken);

        await PrepareAsync(values, cancellationToken);
        var patience = builder.Configuration["start-timeout"] is null ? Patience : builder.Settings.StartTimeout;
        await new Deployer(compose, file, files, values, new Health(files.Project, patience, values), say).UpAsync(cancellationToken);
        say($"All services are healthy. Compose calls them {files.Project}.");
    }

    public async Task DestroyAsync(CancellationToken cancellationToken)
    {
        if (!files.Exist)
            throw new DeploymentException($"Nothing was deployed from {files.Folder}: it has no docker-compose.yaml with a {Path.GetFileName(files.Values)}. Give the --output-path that was deployed.");
        if (await ContainerEngine.ProblemAsync(cancellationToken) is { } problem)
            throw new DeploymentException(problem);
        var deletesVolumes = builder.Publish!.DeletesVolumes;
        var down = await (await Compose.FindAsync(files, cancellationToken)).RunAsync(["down", "--remove-orphans", .. deletesVolumes ? ["--volumes"] : Array.Empty<string>()], cancellationToken);
        if (!down.Succeeded)
            throw new DeploymentException($"Compose could not take it down: {DeploymentValues.Gather(builder, environment, files.Values).Mask.Apply(down.LastLine)}");
        files.ForgetDeployed();
        say(deletesVolumes ? "Taken down, and its volumes are deleted." : $"Taken down. Its volumes stay; --step destroy --volumes \"{PublishOptions.DeletingWords}\" deletes them.");
    }

    private async Task PrepareAsync(DeploymentValues values, CancellationToken cancellationToken)
    {
        await Images.BuildAsync(environment, values, say, cancellationToken);
        values.Save();
        say($"Prepared: {files.Values} has all values; only you may read it. Keep a copy of it in a safe place.");
    }

    private async Task RefuseAsync(DeploymentValues values, IEnumerable<string> more, CancellationToken cancellationToken)
    {
        var problems = new List<string>(values.Problems);
        if (await ContainerEngine.ProblemAsync(cancellationToken) is { } engine)
            problems.Add(engine);
        else if (values.HasOnlyNewSecrets && await ContainerEngine.HasVolumesAsync(files.Project, cancellationToken))
            problems.Add($"{files.Values} has no secrets, but volumes of {files.Project} are there, which need the old ones. Bring the file back, or delete the volumes.");
        problems.AddRange(more);
        if (problems.Count > 0)
            throw new DeploymentException(string.Join('\n', problems));
    }

    private async Task<List<string>> ImageProblemsAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        // Those of the projects are built.
        foreach (var (name, service) in file.Services.Where(service => !service.Value.Image!.StartsWith('$')))
        {
            if (await ContainerEngine.ImageProblemAsync(service.Image!, name, cancellationToken) is { } problem)
                problems.Add(problem);
        }
        return problems;
    }
}
