using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>A project with the first launch profile that runs it.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, null);

    /// <summary>A project with this profile of its <c>launchSettings.json</c>: its address and its environment.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new()
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var resource = new ProjectResource(name);
        var launcher = new ProjectLauncher(resource, new TProject().ProjectPath, launchProfileName, own.Build);
        resource.Launcher = launcher;
        resource.Endpoints.AddRange(launcher.Profile.Endpoints);
        return own.Add(resource);
    }
}
