using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace Aspire.Hosting.Docker.Resources;

/// <summary>A compose file, as it is written; AppHost.cs may change it before (<c>ConfigureComposeFile</c>).</summary>
public sealed class ComposeFile
{
    /// <summary>By name.</summary>
    public Dictionary<string, Service> Services { get; set; } = [];

    /// <summary>By name.</summary>
    public Dictionary<string, Network> Networks { get; set; } = [];

    /// <summary>By name.</summary>
    public Dictionary<string, Volume> Volumes { get; set; } = [];

    /// <summary>Adds a service, or replaces the one of its name.</summary>
    public ComposeFile AddService(Service service)
    {
        Services[service.Name] = service;
        return this;
    }

    /// <summary>Adds a network, or replaces the one of its name.</summary>
    public ComposeFile AddNetwork(Network network)
    {
        Networks[network.Name] = network;
        return this;
    }

    /// <summary>Adds a volume, or replaces the one of its name.</summary>
    public ComposeFile AddVolume(Volume volume)
    {
        Volumes[volume.Name] = volume;
        return this;
    }

    /// <summary>The text of the file.</summary>
    public string ToYaml(string lineEndings = "\n") => ComposeYaml.Write(this, lineEndings);
}
