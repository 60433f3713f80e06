using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PhotoShare.Web.Tests.Hosting;

[assembly: AssemblyFixture(typeof(GarnetServer))]

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>A real server that speaks Redis' protocol, for all tests of this assembly. <c>ConnectionStrings__cache</c> names another.</summary>
public sealed class GarnetServer : IAsyncLifetime
{
    private Process? process;

    /// <summary>Where it listens; none for a free port.</summary>
    public int? Port { get; init; }

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__cache") is { Length: > 0 } given)
        {
            ConnectionString = given;
            return;
        }
        await RunAsync("tool", "restore");
        var port = Port ?? TestPorts.One();
        process = Start("tool", "run", "garnet-server", "--", "--port", $"{port}", "--bind", "127.0.0.1");
        await ListeningAsync(process, port);
        // Patient, for the machine may be busy with all the other tests.
        ConnectionString = $"127.0.0.1:{port},abortConnect=false,connectTimeout=30000,asyncTimeout=30000,syncTimeout=30000";
    }

    public ValueTask DisposeAsync()
    {
        process?.Kill(entireProcessTree: true);
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var dotnet = Start(arguments);
        await dotnet.WaitForExitAsync();
        if (dotnet.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {dotnet.ExitCode}.");
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RepositoryRoot(), RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ListeningAsync(Process server, int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2) && !server.HasExited;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new InvalidOperationException("Garnet did not start: dotnet tool run garnet-server.");
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PhotoShare.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
