using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A volume of a compose file, or what a service mounts.</summary>
public sealed class Volume : NamedComposeMember
{
    /// <summary><c>volume</c> or <c>bind</c>; of a mount.</summary>
    public string? Type { get; set; }

    /// <summary>A path in the container; of a mount.</summary>
    public string? Target { get; set; }

    /// <summary>A volume's name, or a path of the host; of a mount.</summary>
    public string? Source { get; set; }

    /// <summary>True: can't be written to; of a mount.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Such as <c>local</c>; of a volume.</summary>
    public string? Driver { get; set; }
}
