using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Projects;

/// <summary>Runs the built assembly of a project with its launch profile: <c>dotnet run</c> would cost a second for each.</summary>
internal sealed class ProjectLauncher(ProjectResource resource, string projectPath, string? profileName, BuildOutput build) : ILauncher
{
    public LaunchProfile Profile { get; } = LaunchProfile.Read(projectPath, profileName);

    /// <summary>The project file, an absolute path.</summary>
    public string ProjectPath => projectPath;

    public bool SendsTelemetry => true;

    public IEnumerable<string> Problems()
    {
        if (Profile.Problem is not null)
            yield return $"{resource.Name}: {Profile.Problem}";
        if (build.AssemblyOf(projectPath) is not { } assembly)
            yield return $"{resource.Name}: the AppHost has no project reference to {projectPath}.";
        else if (!File.Exists(assembly))
            yield return $"{resource.Name}: {assembly} has not been built.";
    }

    public Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        // What AppHost.cs says wins over the profile.
        var all = Profile.Environment.ToDictionary();
        if (resource.Endpoints.Count > 0)
            all["ASPNETCORE_URLS"] = string.Join(';', resource.Endpoints.Select(endpoint => endpoint.Url));
        all["OTEL_SERVICE_NAME"] = resource.Name;
        foreach (var (name, value) in context.Environment)
            all[name] = value;
        var launch = new Launch(BuildOutput.Dotnet, ["exec", build.AssemblyOf(projectPath)!], Path.GetDirectoryName(projectPath)!, all);
        return Task.FromResult(launch);
    }
}
