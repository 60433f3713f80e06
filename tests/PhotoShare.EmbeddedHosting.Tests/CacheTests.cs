using System.Net.Sockets;
using System.Text;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests;

public sealed class CacheTests
{
    [Fact]
    public async Task Garnet_serves_those_alone_who_know_its_password()
    {
        await using var host = HostProcess.Start("cached");
        await host.SaysAsync("Ready in ");

        var environment = host.Journal.Environment("first");
        var (port, password) = (int.Parse(environment["STORE_PORT"], null), environment["STORE_PASSWORD"]);
        Assert.Equal($"127.0.0.1:{port},password={password}", environment["ConnectionStrings__store"]);
        Assert.Equal($"redis://:{password}@127.0.0.1:{port}", environment["STORE_URI"]);
        Assert.StartsWith("-NOAUTH", await AnswerAsync(port, "*1\r\n$4\r\nPING\r\n"), StringComparison.Ordinal);
        Assert.Equal("+OK\r\n", await AnswerAsync(port, $"*2\r\n$4\r\nAUTH\r\n${password.Length}\r\n{password}\r\n"));
        Assert.DoesNotContain(password, host.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(host.Data, "cache", "garnet.conf")));
    }

    [Fact]
    public async Task Server_that_is_configured_is_used_instead()
    {
        await using var host = HostProcess.Start("cached", "--ConnectionStrings:cache=redis.example:6379,password=theirs");
        await host.SaysAsync("Ready in ");

        Assert.Equal("redis.example:6379,password=theirs", host.Journal.Environment("first")["ConnectionStrings__store"]);
        Assert.Matches("cache +elsewhere +as configured", host.Output);
        Assert.DoesNotContain("theirs", host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[256];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
    }
}
