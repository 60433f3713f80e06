using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Projects;

/// <summary>Runs the built assembly of a project with its launch profile: <c>dotnet run</c> would cost a second for each.</summary>
internal sealed class ProjectLauncher(ProjectResource resource, LaunchProfile profile, BuildOutput build) : ILauncher
{
    /// <summary>The project file, an absolute path.</summary>
    public string ProjectPath => resource.ProjectPath;

    public bool SendsTelemetry => true;

    public IEnumerable<string> Problems()
    {
        if (profile.Problem is not null)
            yield return $"{resource.Name}: {profile.Problem}";
        if (build.AssemblyOf(ProjectPath) is not { } assembly)
            yield return $"{resource.Name}: the AppHost has no project reference to {ProjectPath}.";
        else if (!File.Exists(assembly))
            yield return $"{resource.Name}: {assembly} has not been built.";
    }

    public Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        // What AppHost.cs says wins over the profile.
        var all = profile.Environment.ToDictionary();
        if (resource.Endpoints.Count > 0)
            all["ASPNETCORE_URLS"] = string.Join(';', resource.Endpoints.Select(endpoint => endpoint.Url));
        all["OTEL_SERVICE_NAME"] = resource.Name;
        foreach (var (name, value) in context.Environment)
            all[name] = value;
        var launch = new Launch(BuildOutput.Dotnet, ["exec", build.AssemblyOf(ProjectPath)!, .. resource.Arguments], Path.GetDirectoryName(ProjectPath)!, all);
        return Task.FromResult(launch);
    }
}
