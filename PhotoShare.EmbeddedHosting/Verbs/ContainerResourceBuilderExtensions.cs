using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>Servers that a deployment runs from images.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>A server from an image.</summary>
    /// <param name="image">With its registry: <c>docker.io/library/caddy</c>.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        DistributedApplicationBuilder.Of(builder).Add(OnlyPublished(builder, new ContainerResource(name, image, tag)));

    /// <summary>Which tag of its image.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        builder.Resource.Tag = tag;
        return builder;
    }

    /// <summary>A file or folder of the host, which the deployment's own file names by <c>${NAME_BINDMOUNT_0}</c>.</summary>
    /// <param name="source">Relative to the AppHost's folder.</param>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false) where T : ContainerResource
    {
        var (resource, path) = (builder.Resource, Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory));
        resource.Mounts.Add(new(path, target, isReadOnly, IsBind: true));
        resource.Checks.Add(() => Path.Exists(path) ? null : $"{resource.Name}: {path}, which is to be mounted at {target}, does not exist.");
        return builder;
    }

    /// <summary>A named volume, which outlives the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false) where T : ContainerResource
    {
        var resource = builder.Resource;
        if (name is not null)
            resource.Mounts.Add(new(name, target, isReadOnly, IsBind: false));
        resource.Checks.Add(() => name is null ? $"{resource.Name}: the volume at {target} has no name." : null);
        return builder;
    }

    /// <summary>What is run instead of the image's own.</summary>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource
    {
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    /// <summary>In development this engine has no process for it.</summary>
    internal static T OnlyPublished<T>(IDistributedApplicationBuilder builder, T resource) where T : ContainerResource
    {
        resource.Checks.Add(() => builder.ExecutionContext.IsRunMode ? $"{resource.Name}: the embedded engine runs no containers, and only publishes them. Add it in publish mode alone." : null);
        return resource;
    }
}
