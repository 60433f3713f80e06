using System.Net;
using Aspire.Hosting.Keycloak;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class KeycloakTests
{
    private const string Realm = """{ "realm": "small", "enabled": true }""";

    [Fact]
    public async Task Folder_that_holds_no_Keycloak_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var host = StartOn(folder, folder.Path);

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains($"KEYCLOAK_HOME is {folder.Path}, which is no Keycloak distribution", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keycloak_serves_the_imported_realm_writes_nothing_to_its_distribution_and_goes_with_the_AppHost()
    {
        var home = Environment.GetEnvironmentVariable("KEYCLOAK_HOME");
        Assert.SkipWhen(string.IsNullOrEmpty(home), "KEYCLOAK_HOME names no Keycloak distribution.");
        var before = Snapshot(home);
        using var folder = new TemporaryFolder();
        await using var host = StartOn(folder, home);

        await host.SaysAsync("Keycloak's admin console: ", TimeSpan.FromMinutes(10));
        Assert.Contains("password: Parameters:login-password in ", host.Output, StringComparison.Ordinal);
        using var http = new HttpClient(new SocketsHttpHandler());
        var discovery = await http.GetAsync(new Uri($"http://127.0.0.1:{host.PortOffset + 3}/realms/small/.well-known/openid-configuration"));
        Assert.Equal(HttpStatusCode.OK, discovery.StatusCode);
        Assert.Equal(before, Snapshot(home));

        // Not kc.sh alone: Java, its child, too.
        host.Signal(Signals.Kill);
        Assert.True(await Eventually.HoldsAsync(() => !IsServed(host.PortOffset + 3)));
    }

    [Fact]
    public void Distribution_that_was_built_is_told_from_one_that_was_not()
    {
        using var folder = new TemporaryFolder();
        var quarkus = Directory.CreateDirectory(Path.Combine(folder.Path, "lib", "quarkus")).FullName;
        using (var archive = System.IO.Compression.ZipFile.Open(Path.Combine(quarkus, "generated-bytecode.jar"), System.IO.Compression.ZipArchiveMode.Create))
            archive.CreateEntry("META-INF/services/any");
        Assert.False(new KeycloakHome(folder.Path).IsBuilt());

        using (var archive = System.IO.Compression.ZipFile.Open(Path.Combine(quarkus, "generated-bytecode.jar"), System.IO.Compression.ZipArchiveMode.Update))
            archive.CreateEntry("META-INF/keycloak-persisted.properties");
        Assert.True(new KeycloakHome(folder.Path).IsBuilt());
    }

    private static HostProcess StartOn(TemporaryFolder folder, string keycloakHome)
    {
        var realm = Path.Combine(folder.Path, "small-realm.json");
        File.WriteAllText(realm, Realm);
        return HostProcess.StartIn(folder.Path, TestPrograms.TestHost, ["login", $"--realm={realm}", "--start-timeout=600"], new() { ["KEYCLOAK_HOME"] = keycloakHome });
    }

    private static bool IsServed(int port)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient("127.0.0.1", port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static string Snapshot(string folder) => string.Join('\n', new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal));
}
