namespace Aspire.Hosting.ApplicationModel;

/// <summary>One thing that AppHost.cs describes: a program, a server or a value.</summary>
public interface IResource
{
    /// <summary>Unique in its graph, whatever the case.</summary>
    string Name { get; }
}

/// <summary>A resource that listens.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that takes environment variables.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource with a command line.</summary>
public interface IResourceWithArgs : IResourceWithEnvironment;

/// <summary>A resource that a deployment runs.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource whose start can be held back until another is healthy.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that others reach by <c>ConnectionStrings__{name}</c>.</summary>
public interface IResourceWithConnectionString : IResource;

/// <summary>A resource that others reach by <c>services__{name}__{endpoint}__0</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>What a generated class <c>Projects.X</c> knows of its project.</summary>
public interface IProjectMetadata
{
    /// <summary>The project file, an absolute path.</summary>
    string ProjectPath { get; }
}
