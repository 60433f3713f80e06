using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class WiringTests
{
    [Fact]
    public async Task References_parameters_and_expressions_arrive_under_Aspires_names()
    {
        await using var host = HostProcess.Start("wired", "--Parameters:address=https://photos.example");
        await host.SaysAsync("Ready in ");
        var (first, second) = ($"http://127.0.0.1:{host.PortOffset + 1}", $"http://127.0.0.1:{host.PortOffset + 2}");

        var environment = host.Journal.Environment("second");
        Assert.Equal(second, environment["ASPNETCORE_URLS"]);
        Assert.Equal(first, environment["services__first__http__0"]);
        Assert.Equal(first, environment["FIRST_HTTP"]);
        Assert.Equal("https://photos.example", environment["ADDRESS"]);
        Assert.Equal($"https://photos.example/page of {first}", environment["PAGE"]);
        Assert.Equal("second", environment["FROM_PROFILE"]);
        Assert.Equal("second", environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("Development", environment["DOTNET_ENVIRONMENT"]);

        Assert.Equal("overridden", host.Journal.Environment("first")["FROM_PROFILE"]);
        Assert.Equal(second, host.Journal.Environment("first")["OTHER"]);
    }

    [Fact]
    public async Task Port_offset_moves_the_ports_that_parameters_name_and_no_others()
    {
        await using var host = HostProcess.Start("wired", "--Parameters:address=http://127.0.0.1:2");
        await host.SaysAsync("Ready in ");

        Assert.Equal($"http://127.0.0.1:{host.PortOffset + 2}", host.Journal.Environment("second")["ADDRESS"]);

        await using var other = HostProcess.Start("wired", "--Parameters:address=http://127.0.0.1:7777");
        await other.SaysAsync("Ready in ");

        Assert.Equal("http://127.0.0.1:7777", other.Journal.Environment("second")["ADDRESS"]);
    }

    [Fact]
    public async Task Generated_secret_is_kept_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        var secrets = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var host = HostProcess.StartIn(folder.Path, TestPrograms.TestHost, ["wired", "--Parameters:address=http://127.0.0.1:2"]);
            await host.SaysAsync("Ready in ");
            secrets.Add(host.Journal.Environment("first")["SECRET"]);
            Assert.DoesNotContain(secrets[0], host.Output, StringComparison.Ordinal);
            await host.StopAsync();
        }

        Assert.Equal(secrets[0], secrets[1]);
        Assert.Matches("^[A-Za-z0-9]{43}$", secrets[0]);
        var file = Assert.Single(Directory.GetFiles(folder.Path, "secrets.json", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Logs_of_the_newest_five_runs_are_kept()
    {
        using var folder = new TemporaryFolder();
        foreach (var old in Enumerable.Range(1, 6))
            Directory.CreateDirectory(Path.Combine(folder.Path, "data", "logs", $"2020010{old}-000000-1"));
        await using var host = HostProcess.StartIn(folder.Path, TestPrograms.TestHost, ["single"]);
        await host.SaysAsync("Ready in ");

        var kept = Directory.GetDirectories(Path.Combine(host.Data, "logs")).Order(StringComparer.Ordinal).Select(Path.GetFileName).ToList();

        Assert.Equal(5, kept.Count);
        Assert.Equal("20200103-000000-1", kept[0]);
        Assert.Contains("first starts", await File.ReadAllTextAsync(Path.Combine(host.Data, "logs", kept[4]!, "first.log")), StringComparison.Ordinal);
    }
}
