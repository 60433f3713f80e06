using System.Reflection;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>Where the things under test lie in this checkout.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The realm files that development and production share.</summary>
    public static string Realms => Path.Combine(Root, "PhotoShare.AppHost", "Realms");

    /// <summary>The demo accounts, which production never mounts.</summary>
    public static string DemoAccounts => Path.Combine(Realms, "Development");

    /// <summary>Where recordings of a real Keycloak lie.</summary>
    public static string Recorded => Path.Combine(Root, "tests", "PhotoShare.Dance.Tests", "Recorded");

    /// <summary>A document of the repository.</summary>
    public static string Document(string name) => File.ReadAllText(Path.Combine(Root, "docs", name));

    /// <summary>The built program of another project, beside our own output and of the same configuration.</summary>
    public static string Program(string project)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(ours.Parent!.Parent!.FullName, project, ours.Name, project + ".dll");
    }
}
