using System.Reflection;

namespace PhotoShare.AppHost;

/// <summary>The engine that this build of AppHost.cs runs on (docs/engine.md).</summary>
internal static class Engine
{
    private static readonly Dictionary<string, string?> Metadata = typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key.StartsWith("AppHostEngine", StringComparison.Ordinal)).ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

    /// <summary>Which engine, why, and how to choose.</summary>
    public static string Line { get; } =
        $"Engine: {Metadata["AppHostEngine"]}, because {Metadata["AppHostEngineWhy"]}. Choose with -p:AppHostEngine=aspire or -p:AppHostEngine=embedded.";

    /// <summary>Aspire's orchestrator asks MSBuild where each project's program is: with this it is told of the one that was built with this AppHost.</summary>
    public static void TellChildren() => Environment.SetEnvironmentVariable("AppHostEngine", Metadata["AppHostEngine"]);
}
