using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>What AppHost.cs describes the system with.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>appsettings.json, user secrets, environment and command line, the later ones winning.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Development, Production, …: from <c>DOTNET_ENVIRONMENT</c>.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Whether the graph is to be run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The folder of the AppHost's project file; relative paths start here.</summary>
    string AppHostDirectory { get; }

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}

/// <summary>Why AppHost.cs is being run.</summary>
public sealed class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(bool isPublishMode) => IsPublishMode = isPublishMode;

    /// <summary>The graph is to be run on this machine, for development.</summary>
    public bool IsRunMode => !IsPublishMode;

    /// <summary>The graph is to be published as a deployment (<c>--operation publish</c>), or deployed.</summary>
    public bool IsPublishMode { get; }
}
