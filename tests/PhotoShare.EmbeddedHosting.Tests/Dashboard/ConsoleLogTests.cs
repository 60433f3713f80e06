using System.Text;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

public sealed class ConsoleLogTests
{
    [Fact]
    public async Task Log_comes_live_to_each_watcher_and_goes_on_over_a_restart()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        using var one = await WatchAsync(client, "first");
        await one.UntilAsync("first starts");
        using var two = await WatchAsync(client, "first");
        await two.UntilAsync("first starts");

        host.Journal.Write("first", "say", "a word to both");
        await one.UntilAsync("a word to both");
        await two.UntilAsync("a word to both");

        await client.CommandAsync("first", "resource-restart");
        await one.UntilAsync("first starts", after: "a word to both");
        Assert.Equal(Enumerable.Range(1, one.Numbers.Count), one.Numbers);
    }

    [Fact]
    public async Task Log_without_following_ends()
    {
        await using var host = HostProcess.StartServed("single");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        var first = await client.RunsAsync("first");

        using var call = client.Service.WatchResourceConsoleLogs(new() { ResourceName = first.Name, SuppressFollow = true }, ResourceClient.Keyed);
        var lines = await call.ResponseStream.ReadAllAsync().SelectMany(update => update.LogLines.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal("first starts", lines[0].Text);
    }

    [Fact]
    public async Task Of_a_long_log_the_end_is_read_and_it_says_where_the_rest_is()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "long.log");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Range(0, 200_000).Select(number => $"line {number}\n")));

        var lines = await LogFollower.ReadAsync(file, follow: false, default).SelectMany(some => some.ToAsyncEnumerable()).ToListAsync();

        Assert.Contains(file, lines[0].Text, StringComparison.Ordinal);
        Assert.Equal("line 199999", lines[^1].Text);
        Assert.InRange(lines.Sum(line => line.Text.Length), LogFollower.MostBytes / 2, LogFollower.MostBytes + 1000);
        Assert.All(lines.Skip(1), line => Assert.Matches(@"^line \d+$", line.Text));
    }

    [Fact]
    public async Task Endless_line_is_cut_and_the_next_one_is_whole()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "wide.log");
        await File.WriteAllTextAsync(file, new string('x', 500_000) + "\r\nnext\r\n\r\nlast without an end", Encoding.UTF8);

        var lines = await LogFollower.ReadAsync(file, follow: false, default).SelectMany(some => some.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(LogFollower.LongestLine, Encoding.UTF8.GetByteCount(lines[0].Text));
        Assert.Equal(["next", "", "last without an end"], lines.Skip(1).Select(line => line.Text));
    }

    private static async Task<LogWatch> WatchAsync(ResourceClient client, string displayName)
    {
        var resource = await client.RunsAsync(displayName);
        return new(client.Service.WatchResourceConsoleLogs(new() { ResourceName = resource.Name }, ResourceClient.Keyed));
    }

    private sealed class LogWatch(AsyncServerStreamingCall<Aspire.Hosting.Dashboard.Contract.WatchResourceConsoleLogsUpdate> call) : IDisposable
    {
        private readonly List<string> lines = [];

        public List<int> Numbers { get; } = [];

        public async Task UntilAsync(string line, string? after = null)
        {
            while (!lines.Skip(after is null ? 0 : lines.IndexOf(after)).Contains(line))
            {
                Assert.True(await call.ResponseStream.MoveNext().WaitAsync(Eventually.Patience), $"The log ended before '{line}'.");
                lines.AddRange(call.ResponseStream.Current.LogLines.Select(some => some.Text));
                Numbers.AddRange(call.ResponseStream.Current.LogLines.Select(some => some.LineNumber));
            }
        }

        public void Dispose() => call.Dispose();
    }
}
