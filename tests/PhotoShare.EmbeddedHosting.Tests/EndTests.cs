using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class EndTests
{
    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    public async Task Children_are_asked_to_end_and_do(int signal)
    {
        Assert.SkipWhen(Signals.IsIgnored(signal), "whoever started the tests had them ignore the signal: a shell does, of what it runs in the background");
        await using var host = HostProcess.Start("pair");
        await host.SaysAsync("Ready in ");

        Assert.Equal(0, await host.StopAsync(signal));

        Assert.True(host.Journal.Has("first", "asked"));
        Assert.True(host.Journal.Has("second", "asked"));
        Assert.All(host.Journal.Processes(), pid => Assert.False(Signals.IsAlive(pid)));
        Assert.DoesNotContain("by force", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_that_does_not_listen_is_ended_by_force()
    {
        await using var host = HostProcess.Start("stubborn");
        await host.SaysAsync("Ready in ");

        Assert.Equal(0, await host.StopAsync());

        Assert.True(host.Journal.Has("first", "asked"));
        Assert.Contains("by force: first.", host.Output, StringComparison.Ordinal);
        Assert.False(Signals.IsAlive(host.Journal.Process("first")));
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_the_AppHost_is_killed()
    {
        await using var host = HostProcess.Start("family");
        await host.SaysAsync("Ready in ");
        Assert.True(await Eventually.HoldsAsync(() => host.Journal.Has("grandchild", "started")));
        var processes = host.Journal.Processes();
        Assert.Equal(3, processes.Count);

        host.Signal(Signals.Kill);

        Assert.True(await Eventually.HoldsAsync(() => processes.All(pid => !Signals.IsAlive(pid))), string.Join(", ", processes.Where(Signals.IsAlive)));
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_the_AppHost_is_killed_while_it_starts()
    {
        await using var host = HostProcess.Start("unhealthy");
        Assert.True(await Eventually.HoldsAsync(() => host.Journal.Has("first", "started")));

        host.Signal(Signals.Kill);

        Assert.True(await Eventually.HoldsAsync(() => !Signals.IsAlive(host.Journal.Process("first"))));
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_the_guard_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guard is found by /proc.");
        await using var host = HostProcess.Start("family");
        await host.SaysAsync("Ready in ");
        var processes = host.Journal.Processes();

        using var guard = System.Diagnostics.Process.GetProcessById(Signals.ParentOf(host.Journal.Process("first")));
        guard.Kill();

        Assert.Equal(1, await host.EndsAsync());
        Assert.Contains("The guard ended without having been asked to", host.Output, StringComparison.Ordinal);
        Assert.True(await Eventually.HoldsAsync(() => processes.All(pid => !Signals.IsAlive(pid))));
    }

    [Fact]
    public async Task Child_that_dies_later_is_reported_at_once_and_the_others_go_on()
    {
        await using var host = HostProcess.Start("pair");
        await host.SaysAsync("Ready in ");

        host.Journal.Write("first", "die");
        await host.SaysAsync("It is not started again. The others go on; Ctrl-C ends them.");

        Assert.Contains("first ended with exit code 3.", host.Output, StringComparison.Ordinal);
        Assert.Contains("| first was told to die", host.Output, StringComparison.Ordinal);
        Assert.Matches(@"first +ended \(3\)", host.Output);
        Assert.True(Signals.IsAlive(host.Journal.Process("second")));
        Assert.Equal(1, await host.StopAsync());
    }
}
