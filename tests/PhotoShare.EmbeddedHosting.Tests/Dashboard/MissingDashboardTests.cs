using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>Where the dashboard can't be had, one line says so, and all else works.</summary>
public sealed class MissingDashboardTests
{
    [Fact]
    public async Task Without_a_CLI_and_without_npm_one_line_says_what_is_missing_and_nothing_is_tried()
    {
        using var folder = new TemporaryFolder();
        await using var host = Start(folder);

        await host.SaysAsync("Dashboard: none.");
        Assert.Single(host.Output.Split('\n'), line => line.StartsWith("Dashboard:", StringComparison.Ordinal));
        Assert.Contains("Install the Aspire CLI", host.Output, StringComparison.Ordinal);
        Assert.Contains("Ready in ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", host.Journal.Environment("first").Keys);
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Npm_that_can_fetch_nothing_holds_nothing_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "No Aspire CLI is fetched for this platform.");
        using var folder = new TemporaryFolder();
        Program(folder, "npm", "echo offline; exit 1");
        await using var host = Start(folder);

        await host.SaysAsync("Dashboard: none. npm could not fetch @microsoft/aspire-cli-linux-x64");
        await host.SaysAsync("Ready in ");
        Assert.Equal("offline\n", await File.ReadAllTextAsync(Directory.GetFiles(host.Data, "npm-pack.log", SearchOption.AllDirectories).Single()));
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Installed_CLI_is_started_and_its_end_is_nobody_elses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the CLI is a shell script.");
        using var folder = new TemporaryFolder();
        Program(folder, "aspire", "echo \"$@\"; exit 7");
        await using var host = Start(folder);

        await host.SaysAsync("Dashboard: none. The Aspire CLI ended with exit code 7; its log is ");
        await host.SaysAsync("Ready in ");
        var log = await File.ReadAllTextAsync(Directory.GetFiles(host.Data, "aspire-dashboard.log", SearchOption.AllDirectories).Single());
        Assert.StartsWith("dashboard run ", log, StringComparison.Ordinal);
        Assert.Contains($"--frontend-url http://127.0.0.1:{host.PortOffset + 18888}", log, StringComparison.Ordinal);
        Assert.Equal(0, await host.StopAsync());
    }

    private static void Program(TemporaryFolder folder, string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "bin")).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A person who has nothing but these programs, and an empty cache.</summary>
    private static HostProcess Start(TemporaryFolder folder) => HostProcess.StartIn(Path.Combine(folder.Path, "host"), TestPrograms.TestHost, ["single", "--dashboard=true"], new()
    {
        ["PATH"] = Path.Combine(folder.Path, "bin"),
        ["HOME"] = folder.Path,
        ["XDG_CACHE_HOME"] = Path.Combine(folder.Path, "cache"),
    }, HostProcess.FreeOffset());
}
