using System.Net;
using System.Net.Sockets;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class GraphTests
{
    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused_with_the_way_round()
    {
        await using var host = HostProcess.Start("cycle");

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains("Circular wait: first -> second -> first", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_starts()
    {
        await using var host = HostProcess.Start("wrong", "--start-timeout=soon");

        Assert.Equal(2, await host.EndsAsync());
        string[] expected =
        [
            "--start-timeout soon: expected a number from 1 to 3600.",
            "missing: no value. Set Parameters:missing",
            "2 resources are called 'first'.",
            "first: no launch profile 'no-such-profile'",
            "it has first, second.",
            "First: first has no endpoint 'http': it has none.",
            "second waits for first, which is not part of this application.",
            "no-such-realm.json does not exist.",
            "login: the AppHost has no authorization server of its own.",
            "First and second want the same port",
        ];
        Assert.All(expected, text => Assert.Contains(text, host.Output, StringComparison.Ordinal));
        Assert.Empty(host.Journal.Processes());
        Assert.False(Directory.Exists(host.Data));
    }

    [Fact]
    public async Task Port_in_use_is_refused_with_who_wants_it_and_who_has_it()
    {
        // Holds a port that ends in 1, as the first child's does with an offset that ends in 0.
        using var holder = Enumerable.Range(0, 100).Select(_ => Random.Shared.Next(2000, 3000) * 10 + 1).Select(TryHold).First(listener => listener is not null)!;
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var host = HostProcess.StartIn(null, TestPrograms.TestHost, ["single"], portOffset: port - 1);

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains($"first wants port {port}, which is in use", host.Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"(process {Environment.ProcessId})", host.Output, StringComparison.Ordinal);
    }

    private static TcpListener? TryHold(int port)
    {
        try
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
