using Aspire.Hosting.Docker;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A server that a deployment runs from an image; in development this engine runs the few that it has a process for.</summary>
public class ContainerResource : Resource, IResourceWithArgs, IResourceWithWaitSupport, IResourceWithEndpoints, IComputeResource
{
    internal ContainerResource(string name, string image, string tag) : base(name)
    {
        Image = image;
        Tag = tag;
    }

    /// <summary>Null: the image's own.</summary>
    public string? Entrypoint { get; set; }

    /// <summary>With its registry, without its tag: <c>docker.io/library/redis</c>.</summary>
    internal string Image { get; }

    internal string Tag { get; set; }

    internal List<Mount> Mounts { get; } = [];
}

/// <summary>A server that speaks Redis' protocol.</summary>
public sealed class RedisResource : ContainerResource, IResourceWithConnectionString
{
    internal RedisResource(string name) : base(name, "docker.io/library/redis", "8.6") { }

    /// <summary>Adds what a reference to this server gives: <c>ConnectionStrings__{name}</c> and, of a server of ours, its parts.</summary>
    internal Action<string, IDictionary<string, object>> WriteReference { get; set; } = (_, _) => { };
}

/// <summary>A PostgreSQL server.</summary>
public sealed class PostgresServerResource : ContainerResource
{
    internal PostgresServerResource(string name) : base(name, "docker.io/library/postgres", "18") { }
}
