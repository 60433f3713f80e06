using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Ready_is_said_with_a_table_and_the_address_to_open_and_without_colours_in_a_pipe()
    {
        await using var host = HostProcess.Start("single");

        await host.SaysAsync("Ready in ");
        await host.SaysAsync("Ctrl-C ends everything.");
        Assert.Matches(@"first +healthy +\d+\.\d s +http://127\.0\.0\.1:\d+ The first", host.Output);
        Assert.Contains($"Open http://127.0.0.1:{host.PortOffset + 1}", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', host.Output);
    }

    [Fact]
    public async Task Resource_starts_only_when_the_one_it_waits_for_is_healthy()
    {
        await using var host = HostProcess.Start("ordered");

        await host.SaysAsync("first is not healthy after");
        await host.SaysAsync("second waits for first");
        Assert.Contains("/health: answers 503", host.Output, StringComparison.Ordinal);
        Assert.False(host.Journal.Has("second", "started"));

        host.Journal.Write("first", "healthy");
        await host.SaysAsync("Ready in ");
        Assert.True(host.Journal.Has("second", "started"));
    }

    [Fact]
    public async Task Child_that_never_gets_healthy_ends_the_start_with_what_was_waited_for()
    {
        await using var host = HostProcess.Start("unhealthy", "--start-timeout=2");

        Assert.Equal(1, await host.EndsAsync());
        Assert.Matches(@"first has not become healthy in 2 s \(GET http://127\.0\.0\.1:\d+/health: answers 503\)", host.Output);
        Assert.False(Signals.IsAlive(host.Journal.Process("first")));
    }

    [Fact]
    public async Task Child_that_dies_at_its_start_is_reported_with_its_last_lines()
    {
        await using var host = HostProcess.Start("fails");

        Assert.Equal(1, await host.EndsAsync());
        Assert.Contains("first ended with exit code 4.", host.Output, StringComparison.Ordinal);
        Assert.Contains("| no luck today", host.Output, StringComparison.Ordinal);
        Assert.Matches(@"first +ended \(4\)", host.Output);
    }

    [Fact]
    public async Task Child_that_dies_while_others_still_start_ends_the_start()
    {
        await using var host = HostProcess.Start("late");
        await host.SaysAsync("first is healthy");

        host.Journal.Write("first", "die");

        Assert.Equal(1, await host.EndsAsync());
        Assert.Contains("first ended with exit code 3.", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready in", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_systems_run_side_by_side()
    {
        await using var one = HostProcess.Start("single");
        await using var two = HostProcess.Start("single");

        await one.SaysAsync("Ready in ");
        await two.SaysAsync("Ready in ");
    }
}
