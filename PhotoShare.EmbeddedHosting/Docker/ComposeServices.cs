using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker;

/// <summary>What Aspire publishes of a resource, before AppHost.cs changes it.</summary>
internal static class ComposeServices
{
    private static readonly string[] Shells = ["/bin/sh", "/bin/bash", "/sh", "/bash", "sh", "bash", "/usr/bin/sh", "/usr/bin/bash"];

    public static Service Of(DockerComposeServiceResource described)
    {
        var (resource, environment) = (described.Target, described.Parent);
        var service = new Service { Name = resource.Name.ToLowerInvariant(), Image = ImageOf(resource, environment) };
        var container = resource as ContainerResource;
        if (container?.Entrypoint is { } entrypoint)
            service.Entrypoint.Add(entrypoint);

        var variables = new Dictionary<string, object>();
        resource.Environment.ForEach(write => write(variables));
        foreach (var (name, value) in variables)
            service.AddEnvironmentalVariable(name, ComposeValues.Of(environment, value));
        // What a shell is to read is not compose's to fill in.
        service.Command.AddRange(resource.Arguments.Select(argument => Shells.Contains(container?.Entrypoint) ? EscapedVariables.In(argument) : argument));

        var ports = resource.Endpoints.Select(endpoint => ComposeValues.Port(environment, resource, endpoint)).Distinct();
        (resource.IsExternal ? service.Ports : service.Expose).AddRange(ports);
        Mount(service, container?.Mounts ?? [], described);
        foreach (var other in resource.Waits)
            service.DependsOn[other.Name.ToLowerInvariant()] = new() { Condition = "service_started" };
        foreach (var other in resource.CompletionWaits)
            service.DependsOn[other.Name.ToLowerInvariant()] = new() { Condition = "service_completed_successfully" };
        return service;
    }

    private static string ImageOf(Resource resource, DockerComposeEnvironmentResource environment) => resource is ContainerResource container
        ? $"{container.Image}:{container.Tag}"
        : environment.Capture($"{VariableName.Of(resource.Name)}_IMAGE", $"Container image name for {resource.Name}", resource);

    private static void Mount(Service service, IEnumerable<Mount> mounts, DockerComposeServiceResource described)
    {
        var bind = 0;
        foreach (var mount in mounts)
        {
            var source = mount.IsBind
                ? described.Parent.Capture($"{VariableName.Of(described.Name)}_BINDMOUNT_{bind++}", $"Bind mount source for {described.Name}:{mount.Target}", mount)
                : mount.Source;
            service.AddVolume(new() { Name = mount.Source, Type = mount.IsBind ? "bind" : "volume", Target = mount.Target, Source = source, ReadOnly = mount.IsReadOnly });
        }
    }
}
