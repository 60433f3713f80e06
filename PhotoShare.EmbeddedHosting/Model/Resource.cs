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

    /// <summary>Each writes into the environment of the child; called in the order of AppHost.cs, just before its start.</summary>
    internal List<Func<IDictionary<string, string>, CancellationToken, ValueTask>> Environment { get; } = [];

    /// <summary>Resources that this one was told of, by reference or in its environment.</summary>
    internal List<Resource> References { get; } = [];

    internal List<HealthCheck> HealthChecks { get; } = [];

    /// <summary>What AppHost.cs said wrongly of this resource; reported with all other problems before anything starts.</summary>
    internal List<Func<string?>> Checks { get; } = [];

    /// <summary>Null: nothing is run for this resource.</summary>
    internal ILauncher? Launcher { get; set; }

    /// <summary>True: a person opens this one in a browser.</summary>
    internal bool IsExternal { get; set; }
}

/// <summary>A .NET project of this solution, run as a process.</summary>
public sealed class ProjectResource : Resource, IResourceWithServiceDiscovery, IResourceWithEnvironment, IResourceWithArgs, IResourceWithWaitSupport
{
    internal ProjectResource(string name) : base(name) { }
}

/// <summary>A server that speaks Redis' protocol.</summary>
public sealed class RedisResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithEnvironment, IResourceWithArgs, IResourceWithWaitSupport
{
    internal RedisResource(string name) : base(name) { }

    /// <summary>Adds what a reference to this server gives: <c>ConnectionStrings__{name}</c> and, of a server of ours, its parts.</summary>
    internal Func<string, IDictionary<string, string>, CancellationToken, ValueTask> WriteReference { get; set; } = (_, _, _) => ValueTask.CompletedTask;
}
