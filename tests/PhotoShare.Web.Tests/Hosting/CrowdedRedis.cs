using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>
/// The real server behind a wire of the test's own: cut, nobody reaches it; full, it is told of each command that stores something by a name that it
/// does not know, and its refusal becomes that of a Redis whose memory is used up and who may evict nothing.
/// </summary>
public sealed class CrowdedRedis : IAsyncDisposable
{
    // Of one length with their replacements, so that the protocol's own counts stay right.
    private static readonly string[] Stores = ["SETEX", "PSETEX", "SET"];

    private readonly TcpListener listener;
    private readonly List<TcpClient> clients = [];
    private readonly IPEndPoint server;
    private readonly Task accepting;

    public CrowdedRedis(GarnetServer garnet, int port = 0)
    {
        server = IPEndPoint.Parse(garnet.ConnectionString.Split(',')[0]);
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port},abortConnect=false,connectTimeout=5000,asyncTimeout=5000,syncTimeout=5000";

    public bool IsFull { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        lock (clients) clients.ForEach(client => client.Dispose());
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                lock (clients) clients.AddRange([near, far]);
                await far.ConnectAsync(server);
                _ = CopyAsync(near, far, Renamed);
                _ = CopyAsync(far, near, Refused);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<string, string> change)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
                await to.GetStream().WriteAsync(Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(buffer, 0, read))));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
        from.Dispose();
        to.Dispose();
    }

    private string Renamed(string commands) => IsFull
        ? Stores.Aggregate(commands, (text, name) => text.Replace($"${name.Length}\r\n{name}\r\n", $"${name.Length}\r\n{new string('Z', name.Length)}\r\n", StringComparison.Ordinal))
        : commands;

    private string Refused(string answers) =>
        IsFull ? answers.Replace("-ERR unknown command", "-OOM command not allowed when used memory > 'maxmemory'.", StringComparison.Ordinal) : answers;
}
