namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>A limit of the kernel for a user's processes.</summary>
public sealed class Ulimit
{
    /// <summary>What holds until a process raises it.</summary>
    public int? Soft { get; set; }

    /// <summary>What none can raise.</summary>
    public int? Hard { get; set; }
}
