using System.Security.Cryptography;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>A real Keycloak, from the distribution that <c>KEYCLOAK_HOME</c> names, which is only read.</summary>
public sealed class KeycloakServer : AuthorizationServerUnderTest
{
    private static readonly string? Home = Environment.GetEnvironmentVariable("KEYCLOAK_HOME");

    public override string? Unavailable => string.IsNullOrEmpty(Home)
        ? "KEYCLOAK_HOME is not set: it names the folder of a Keycloak 26 distribution, built for an in-memory database (docs/contract.md)"
        : null;

    /// <summary>What else it is told, by environment; nothing unless set before the start. Its tracing is off unless told otherwise here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string> { ["QUARKUS_OTEL_SDK_DISABLED"] = "true" };

    public override IReadOnlySet<Difference> Differences { get; } = Difference.OfKeycloak;

    protected override TimeSpan Patience => TimeSpan.FromMinutes(4);

    protected override ServerProcess Start(string realms, IReadOnlyDictionary<string, string> environment)
    {
        var home = HomeOfOurOwn(realms);
        return ServerProcess.Start(
            "/bin/bash",
            [
                Path.Combine(home, "bin", "kc.sh"), "start", "--optimized", "--import-realm", "--http-enabled=true", "--http-host=127.0.0.1",
                $"--http-port={Url.Port}", $"--http-management-port={TestPorts.One()}", $"--hostname={Url.ToString().TrimEnd('/')}", "--cache=local",
            ],
            new Dictionary<string, string>(environment.Concat(Settings))
            {
                ["KC_BOOTSTRAP_ADMIN_USERNAME"] = "admin",
                ["KC_BOOTSTRAP_ADMIN_PASSWORD"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
                ["JAVA_OPTS_KC_HEAP"] = "-Xmx512m",
                // It lives for a minute: the optimizing compiler would cost more than it gives.
                ["JAVA_OPTS_APPEND"] = "-XX:TieredStopAtLevel=1",
            });
    }

    // kc.sh finds its home by its own path, and writes below it: so a home of links, with a data folder of its own.
    private static string HomeOfOurOwn(string realms)
    {
        var home = Path.Combine(realms, "keycloak");
        Directory.CreateDirectory(Path.Combine(home, "bin"));
        Directory.CreateDirectory(Path.Combine(home, "data", "import"));
        foreach (var part in new[] { "lib", "providers", "themes", "conf", "version.txt" })
            File.CreateSymbolicLink(Path.Combine(home, part), Path.Combine(Home!, part));
        File.Copy(Path.Combine(Home!, "bin", "kc.sh"), Path.Combine(home, "bin", "kc.sh"));
        foreach (var file in Directory.EnumerateFiles(realms, "*.json"))
            File.Copy(file, Path.Combine(home, "data", "import", Path.GetFileName(file)));
        return home;
    }
}
