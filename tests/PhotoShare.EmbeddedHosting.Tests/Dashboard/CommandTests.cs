using Aspire.Hosting.Dashboard.Contract;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>The dashboard's buttons, on real children.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Stopped_child_was_asked_is_no_failure_and_starts_again_while_its_sibling_goes_on()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        var (first, second) = (host.Journal.Process("first"), host.Journal.Process("second"));

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await client.CommandAsync("first", "resource-stop")).Kind);

        Assert.False(Signals.IsAlive(first));
        Assert.True(host.Journal.Has("first", "asked"));
        var stopped = await client.GetAsync("first", resource => resource.State == "Finished");
        Assert.DoesNotContain(stopped.Properties, property => property.Name == "resource.exitCode");
        Assert.Contains("first Stopping", client.History);
        Assert.Contains("first was stopped by hand", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("first ended with", host.Output, StringComparison.Ordinal);

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await client.CommandAsync("first", "resource-start")).Kind);

        Assert.NotEqual(first, host.Journal.Process("first"));
        Assert.True(Signals.IsAlive(host.Journal.Process("first")));
        Assert.Equal(second, host.Journal.Process("second"));
        Assert.True(Signals.IsAlive(second));
        Assert.Equal(0, await host.StopAsync());
        Assert.All(host.Journal.Processes(), pid => Assert.False(Signals.IsAlive(pid)));
    }

    [Fact]
    public async Task Restart_is_done_when_the_child_is_healthy_and_a_second_command_meanwhile_is_refused_or_stops_it()
    {
        await using var host = HostProcess.StartServed("unhealthy");
        host.Journal.Write("first", "healthy");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        var before = host.Journal.Process("first");
        File.Delete(Path.Combine(host.Folder, "first.healthy"));

        var restart = client.CommandAsync("first", "resource-restart");
        await client.GetAsync("first", resource => resource.HealthReports[0] is { HasStatus: true, Status: HealthStatus.Unhealthy } && IsAnother(resource));
        Assert.False(Signals.IsAlive(before));
        Assert.False(restart.IsCompleted);
        var start = await client.CommandAsync("first", "resource-start");
        Assert.Equal(("first: runs already.", ResourceCommandResponseKind.Failed), (start.Message, start.Kind));

        host.Journal.Write("first", "healthy");
        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await restart).Kind);

        bool IsAnother(Resource resource) => resource.Properties.Any(property => property.Name == "executable.pid" && property.Value.StringValue != $"{before}");
    }

    [Fact]
    public async Task Start_that_hangs_can_be_stopped()
    {
        await using var host = HostProcess.StartServed("unhealthy");
        await using var client = await ResourceClient.ConnectAsync(host);
        await client.GetAsync("first", resource => resource.HealthReports[0].HasStatus);

        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await client.CommandAsync("first", "resource-stop")).Kind);

        Assert.False(Signals.IsAlive(host.Journal.Process("first")));
        // Nothing is waited for any more.
        await host.SaysAsync("Ready in ");
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Many_commands_at_once_leave_one_child_and_a_truthful_state()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        string[] commands = ["resource-restart", "resource-stop", "resource-start", "resource-restart", "resource-stop", "resource-start"];
        var answers = await Task.WhenAll(commands.Select(command => client.CommandAsync("first", command)));

        Assert.Contains(answers, answer => answer.Kind == ResourceCommandResponseKind.Succeeded);
        Assert.Contains(answers, answer => answer.Kind == ResourceCommandResponseKind.Failed);
        var now = await client.GetAsync("first", resource => resource.State is "Running" or "Finished");
        Assert.Equal(now.State == "Running", Signals.IsAlive(host.Journal.Process("first")));
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task Grandchildren_end_with_the_child_that_is_stopped_and_nobody_elses_do()
    {
        await using var host = HostProcess.StartServed("parent");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        Assert.True(await Eventually.HoldsAsync(() => host.Journal.Has("grandchild", "started")));

        // The grandchild does not listen to SIGTERM.
        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await client.CommandAsync("first", "resource-stop")).Kind);

        Assert.False(Signals.IsAlive(host.Journal.Process("first")));
        Assert.False(Signals.IsAlive(host.Journal.Process("grandchild")));
        Assert.True(Signals.IsAlive(host.Journal.Process("second")));
    }

    [Fact]
    public async Task Child_that_was_started_again_ends_with_the_AppHost_also_when_that_is_killed()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        await client.CommandAsync("first", "resource-restart");
        var processes = host.Journal.Processes();
        Assert.All(processes, pid => Assert.True(Signals.IsAlive(pid)));

        host.Signal(Signals.Kill);

        Assert.True(await Eventually.HoldsAsync(() => processes.All(pid => !Signals.IsAlive(pid))));
    }

    [Fact]
    public async Task Start_by_hand_that_fails_says_so_and_the_others_go_on()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        await client.CommandAsync("first", "resource-stop");
        host.Journal.Write("first", "die");

        var answer = await client.CommandAsync("first", "resource-start");

        Assert.Equal(ResourceCommandResponseKind.Failed, answer.Kind);
        await client.GetAsync("first", resource => resource.State == "Exited");
        Assert.True(Signals.IsAlive(host.Journal.Process("second")));
        Assert.Equal(1, await host.StopAsync());
    }

    [Theory]
    [InlineData("first", "resource-explode")]
    [InlineData("first", "resource-start")]
    public async Task Command_that_does_not_fit_is_refused(string resource, string command)
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        Assert.Equal(ResourceCommandResponseKind.Failed, (await client.CommandAsync(resource, command)).Kind);
    }
}
