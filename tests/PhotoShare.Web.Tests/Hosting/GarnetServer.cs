using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PhotoShare.Web.Tests.Hosting;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(GarnetServer))]

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>A real server that speaks Redis' protocol, for all tests of this assembly. <c>ConnectionStrings__cache</c> names another.</summary>
public sealed class GarnetServer : IAsyncLifetime
{
    private Process? process;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__cache") is { Length: > 0 } given)
        {
            ConnectionString = given;
            return;
        }
        await RunAsync("tool", "restore");
        var port = FreePort();
        process = Start("tool", "run", "garnet-server", "--", "--port", $"{port}", "--bind", "127.0.0.1");
        ConnectionString = $"127.0.0.1:{port},abortConnect=false,connectTimeout=20000,connectRetry=20";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        await connection.GetDatabase().PingAsync();
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PhotoShare.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
