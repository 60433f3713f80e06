using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Inert data: what the verbs of AppHost.cs said of one resource. The engine acts on it.</summary>
public abstract class Resource : IResource
{
    internal Resource(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    internal List<Endpoint> Endpoints { get; } = [];

    /// <summary>Resources that must be healthy before this one starts.</summary>
    internal List<Resource> Waits { get; } = [];

    /// <summary>Resources that must have ended well before this one starts.</summary>
    internal List<Resource> CompletionWaits { get; } = [];

    /// <summary>
    /// Each writes into the environment, in the order of AppHost.cs: text, or an <see cref="IValueProvider"/>,
    /// which becomes its value just before the child starts, and a placeholder where the graph is published.
    /// </summary>
    internal List<Action<IDictionary<string, object>>> Environment { get; } = [];

    /// <summary>Of the command line.</summary>
    internal List<string> Arguments { get; } = [];

    /// <summary>Resources that this one was told of, by reference or in its environment.</summary>
    internal List<Resource> References { get; } = [];

    /// <summary>What AppHost.cs changes of the service that is published.</summary>
    internal List<Action<DockerComposeServiceResource, Service>> ServiceConfigurations { get; } = [];

    internal List<HealthCheck> HealthChecks { get; } = [];

    /// <summary>What AppHost.cs said wrongly of this resource; reported with all other problems before anything starts.</summary>
    internal List<Func<string?>> Checks { get; } = [];

    /// <summary>Null: nothing is run for this resource.</summary>
    internal ILauncher? Launcher { get; set; }

    /// <summary>True: a person opens this one in a browser.</summary>
    internal bool IsExternal { get; set; }
}

/// <summary>A .NET project of this solution, run as a process.</summary>
public sealed class ProjectResource : Resource, IResourceWithServiceDiscovery, IResourceWithArgs, IResourceWithWaitSupport, IComputeResource
{
    internal ProjectResource(string name, string projectPath) : base(name) => ProjectPath = projectPath;

    /// <summary>The project file, an absolute path.</summary>
    internal string ProjectPath { get; }

    /// <summary>True: what proxies say of a request is believed, by whomever it comes.</summary>
    internal bool BelievesForwardedHeaders { get; set; } = true;
}
