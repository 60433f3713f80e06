using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>A deployment by compose.</summary>
public static class DockerComposeEnvironmentExtensions
{
    /// <summary>Publishes the graph as a compose file.</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
        DistributedApplicationBuilder.Of(builder).Add(new DockerComposeEnvironmentResource(name));

    /// <summary>Whether Aspire's dashboard is part of the deployment.</summary>
    /// <param name="enabled">True is refused: this engine publishes none.</param>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true)
    {
        builder.Resource.HasDashboard = enabled;
        return builder;
    }

    /// <summary>Changes the file before it is written.</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<ComposeFile> configure)
    {
        builder.Resource.Configurations.Add(configure);
        return builder;
    }
}
