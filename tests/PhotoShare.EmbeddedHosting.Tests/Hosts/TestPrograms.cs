using System.Reflection;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>The programs that these tests run, built with them.</summary>
internal static class TestPrograms
{
    private static readonly Dictionary<string, string?> Paths = typeof(TestPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(attribute => attribute.Key.StartsWith("Program:", StringComparison.Ordinal)).ToDictionary(attribute => attribute.Key["Program:".Length..], attribute => attribute.Value);

    public static string TestHost => Paths["PhotoShare.EmbeddedHosting.TestHost"]!;

    /// <summary>PhotoShare's own; null on the aspire engine.</summary>
    public static string? AppHost => Paths.GetValueOrDefault("PhotoShare.AppHost");
}
