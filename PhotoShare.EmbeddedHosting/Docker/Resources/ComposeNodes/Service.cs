using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A service of a compose file. Properties stand in the order in which Aspire writes them.</summary>
public sealed class Service : NamedComposeMember
{
    /// <summary>With its tag, or a placeholder.</summary>
    public string? Image { get; set; }

    /// <summary>The arguments.</summary>
    public List<string> Command { get; set; } = [];

    /// <summary>What is run instead of the image's own.</summary>
    public List<string> Entrypoint { get; set; } = [];

    /// <summary>The environment.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <summary>Ports that the host publishes.</summary>
    public List<string> Ports { get; set; } = [];

    /// <summary>Ports that its networks see.</summary>
    public List<string> Expose { get; set; } = [];

    /// <summary>What is mounted.</summary>
    public List<Volume> Volumes { get; set; } = [];

    /// <summary>By the name of the other service.</summary>
    public Dictionary<string, ServiceDependency> DependsOn { get; set; } = [];

    /// <summary>Whom it runs as.</summary>
    public string? User { get; set; }

    /// <summary>By name.</summary>
    public List<string> Networks { get; set; } = [];

    /// <summary><c>no</c>, <c>always</c>, <c>on-failure</c> or <c>unless-stopped</c>.</summary>
    public string? Restart { get; set; }

    /// <summary>Instances and limits.</summary>
    public Deploy? Deploy { get; set; }

    /// <summary>How it is asked whether it is well.</summary>
    public Healthcheck? Healthcheck { get; set; }

    /// <summary>Capabilities beyond those that the engine gives.</summary>
    public List<string> CapAdd { get; set; } = [];

    /// <summary>Capabilities that are taken away.</summary>
    public List<string> CapDrop { get; set; } = [];

    /// <summary>True: its root file system can't be written to.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Such as <c>no-new-privileges:true</c>.</summary>
    public List<string> SecurityOpt { get; set; } = [];

    /// <summary>From the polite signal to the other, such as <c>30s</c>.</summary>
    public string? StopGracePeriod { get; set; }

    /// <summary>Folders in memory, which end with the container.</summary>
    public List<string> Tmpfs { get; set; } = [];

    /// <summary>Limits of its processes, by name.</summary>
    public Dictionary<string, Ulimit> Ulimits { get; set; } = [];

    /// <summary>Mounts a volume.</summary>
    public Service AddVolume(Volume volume)
    {
        Volumes.Add(volume);
        return this;
    }

    /// <summary>Sets a variable.</summary>
    public Service AddEnvironmentalVariable(string key, string? value)
    {
        Environment[key] = value ?? "";
        return this;
    }
}
