using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker;

/// <summary>The whole graph as a compose file.</summary>
internal static class ComposeFiles
{
    private const string Network = "aspire";

    /// <summary>Also finds every variable that the file names.</summary>
    public static ComposeFile Of(DistributedApplicationBuilder builder, DockerComposeEnvironmentResource environment)
    {
        var file = new ComposeFile().AddNetwork(new() { Name = Network, Driver = "bridge" });
        foreach (var resource in builder.Resources.Where(resource => resource is IComputeResource))
        {
            var described = new DockerComposeServiceResource(resource, environment);
            var service = ComposeServices.Of(described);
            foreach (var volume in service.Volumes.Where(volume => volume.Type == "volume"))
                file.Volumes.TryAdd(volume.Name, new() { Name = volume.Name, Driver = "local" });
            service.Networks = [Network];
            resource.ServiceConfigurations.ForEach(configure => configure(described, service));
            file.AddService(service);
        }
        environment.Configurations.ForEach(configure => configure(file));
        return file;
    }
}
