namespace Aspire.Hosting.Keycloak;

/// <summary>
/// Whether Keycloak traces is chosen when it is built. <c>start --optimized</c> ends with exit code 2 where the environment asks for another choice
/// (seen with 26.7.3), so what AppHost.cs asks for is held against what the distribution was built with.
/// </summary>
internal static class KeycloakTracing
{
    private const string Prefix = "KC_TRACING_", Enabled = "KC_TRACING_ENABLED";

    // Of the settings of tracing, those that belong to the build.
    private static readonly string[] OfTheBuild = [Enabled, "KC_TRACING_JDBC_ENABLED", "KC_TRACING_SAMPLER_TYPE", "KC_TRACING_INFINISPAN_ENABLED"];

    /// <summary>For a copy that we build ourselves: as AppHost.cs asks for it.</summary>
    public static IReadOnlyList<string> BuildArguments { get; } = ["--tracing-enabled=true", "--tracing-jdbc-enabled=false"];

    /// <summary>Takes out of the environment what the distribution was not built for. Gives a line for the person where tracing is lost by it, else none.</summary>
    public static string? FitTo(IReadOnlyDictionary<string, string> buildOptions, IDictionary<string, string> environment, string home)
    {
        var wanted = environment.TryGetValue(Enabled, out var enabled) && enabled == "true";
        var isBuilt = buildOptions.GetValueOrDefault("kc.tracing-enabled") == "true";
        foreach (var name in OfTheBuild.Where(environment.ContainsKey))
        {
            if (buildOptions.GetValueOrDefault(OptionOf(name)) != environment[name])
                environment.Remove(name);
        }
        if (!wanted || isBuilt)
            return null;
        foreach (var name in environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
            environment.Remove(name);
        return $"The Keycloak in {home} was built without tracing, so its side of a dance is not seen. To see it, build it anew with --tracing-enabled=true, or let KEYCLOAK_HOME name one that has never been built.";
    }

    // KC_TRACING_JDBC_ENABLED is kc.tracing-jdbc-enabled.
    private static string OptionOf(string variable) => $"kc.{variable["KC_".Length..].ToLowerInvariant().Replace('_', '-')}";
}
