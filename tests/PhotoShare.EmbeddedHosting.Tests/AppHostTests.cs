using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

/// <summary>PhotoShare's own AppHost.</summary>
public sealed class AppHostTests
{
    [Fact]
    public async Task Everything_becomes_healthy_and_reset_waits_until_it_has_ended()
    {
        using var folder = new TemporaryFolder();
        await using var host = Start(folder);
        await host.SaysAsync("Ctrl-C ends everything.");
        Assert.StartsWith("Engine: embedded, because ", host.Output, StringComparison.Ordinal);
        Assert.Contains("Choose with -p:AppHostEngine=aspire", host.Output, StringComparison.Ordinal);
        Assert.Contains($" http://localhost:{host.PortOffset + 5010} - demo accounts in photoshare, friendbook, instapic: ada (password demo-ada), ben (password demo-ben)", host.Output, StringComparison.Ordinal);

        await using var early = Start(folder, "reset");
        Assert.Equal(2, await early.EndsAsync());
        Assert.Contains("PhotoShare is running on ", early.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(host.Data, "keycloak", "import", "friendbook-realm.json")));

        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Second_AppHost_on_the_same_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var first = Start(folder);
        await first.SaysAsync("cache is healthy");

        await using var second = Start(folder);

        Assert.Equal(2, await second.EndsAsync());
        Assert.Contains("End it first, or choose another folder", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_says_what_it_deletes_and_deletes_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        foreach (var name in new[] { "web", "keycloak", "logs", "somebody-elses" })
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(data, name)).FullName, "file"), "");

        var linked = Directory.CreateDirectory(Path.Combine(folder.Path, "distribution")).FullName;
        File.WriteAllText(Path.Combine(linked, "file"), "");
        Directory.CreateSymbolicLink(Path.Combine(data, "keycloak", "lib"), linked);

        await using var host = Start(folder, "reset");

        Assert.Equal(0, await host.EndsAsync());
        Assert.Equal(["somebody-elses"], Directory.GetDirectories(data).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(linked, "file")));
        Assert.All(["web", "keycloak", "logs"], name => Assert.Contains(Path.Combine(data, name), host.Output, StringComparison.Ordinal));
    }

    private static HostProcess Start(TemporaryFolder folder, params string[] arguments)
    {
        Assert.SkipWhen(TestPrograms.AppHost is null, "PhotoShare.AppHost was built for the aspire engine.");
        return HostProcess.StartIn(folder.Path, TestPrograms.AppHost, arguments);
    }
}
