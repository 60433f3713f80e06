namespace Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;

/// <summary>Instances and limits of a service.</summary>
public sealed class Deploy
{
    /// <summary>How many containers.</summary>
    public int? Replicas { get; set; }

    /// <summary>What each may use.</summary>
    public Resources? Resources { get; set; }
}

/// <summary>What a container may use.</summary>
public sealed class Resources
{
    /// <summary>At most.</summary>
    public ResourceSpec? Limits { get; set; }
}

/// <summary>An amount of resources.</summary>
public sealed class ResourceSpec
{
    /// <summary>In cores, such as <c>1.5</c>.</summary>
    public string? Cpus { get; set; }

    /// <summary>Such as <c>512M</c>.</summary>
    public string? Memory { get; set; }
}
