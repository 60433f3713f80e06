using System.Reflection;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>What the build wrote into the AppHost's assembly (build/PhotoShare.EmbeddedHosting.targets).</summary>
internal sealed class BuildOutput(Assembly appHost)
{
    private readonly ILookup<string, string?> metadata = appHost.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(attribute => attribute.Key, attribute => attribute.Value);

    public string AppHostDirectory { get; } = appHost.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == "AppHostDirectory")?.Value ?? Directory.GetCurrentDirectory();

    /// <summary>The built assembly of a project; null: the AppHost does not reference it.</summary>
    public string? AssemblyOf(string projectPath) => metadata[$"Output:{projectPath}"].FirstOrDefault();

    /// <summary>The assembly of something that the engine runs itself: <c>authorization-server</c> or <c>garnet-server</c>.</summary>
    public string? Tool(string role) => metadata[$"Tool:{role}"].FirstOrDefault();

    /// <summary>The <c>dotnet</c> that runs this process: children run on the same.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
