using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>Services of a compose file.</summary>
public static class DockerComposeServiceExtensions
{
    /// <summary>Changes what is published of a resource.</summary>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Service> configure) where T : IComputeResource
    {
        ((Resource)(object)builder.Resource).ServiceConfigurations.Add(configure);
        return builder;
    }

    /// <summary>The parameter as the compose file names it: <c>${NAME}</c>.</summary>
    public static string AsEnvironmentPlaceholder(this IResourceBuilder<ParameterResource> builder, DockerComposeServiceResource dockerComposeService) =>
        ComposeValues.Placeholder(dockerComposeService.Parent, builder.Resource);
}
