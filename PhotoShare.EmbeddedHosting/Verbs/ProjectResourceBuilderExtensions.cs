using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>A project with the first launch profile that runs it.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new()
    {
        var path = new TProject().ProjectPath;
        return Add(builder, name, path, LaunchProfile.Read(path, name: null));
    }

    /// <summary>A project with this profile of its <c>launchSettings.json</c>: its address and its environment. Null: with none.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new()
    {
        var path = new TProject().ProjectPath;
        return Add(builder, name, path, launchProfileName is null ? LaunchProfile.None : LaunchProfile.Read(path, launchProfileName));
    }

    /// <summary>Believes nothing of what a request says of the proxies it came by.</summary>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
    {
        builder.Resource.BelievesForwardedHeaders = false;
        return builder;
    }

    private static IResourceBuilder<ProjectResource> Add(IDistributedApplicationBuilder builder, string name, string path, LaunchProfile profile)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var resource = new ProjectResource(name, path);
        if (own.ExecutionContext.IsRunMode)
        {
            resource.Launcher = new ProjectLauncher(resource, profile, own.Build);
            resource.Endpoints.AddRange(profile.Endpoints);
        }
        else
        {
            resource.Checks.Add(() => profile.Problem is null ? null : $"{name}: {profile.Problem}");
            PublishedProject.Describe(resource, profile);
        }
        return own.Add(resource);
    }
}
