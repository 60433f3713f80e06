using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A resource as a service of a compose file.</summary>
public sealed class DockerComposeServiceResource : Resource
{
    internal DockerComposeServiceResource(Resource target, DockerComposeEnvironmentResource environment) : base(target.Name)
    {
        Target = target;
        Parent = environment;
    }

    /// <summary>The deployment that it is part of.</summary>
    public DockerComposeEnvironmentResource Parent { get; }

    /// <summary>What AppHost.cs describes.</summary>
    internal Resource Target { get; }
}
