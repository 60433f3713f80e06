using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Guard;

/// <summary>The AppHost's end of the guard: starts children through it and hears of their ends.</summary>
internal sealed class GuardProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly SemaphoreSlim writing = new(1);
    private readonly Channel<ChildReport> reports = Channel.CreateUnbounded<ChildReport>();

    private GuardProcess(Process process)
    {
        this.process = process;
        _ = ReadAsync();
    }

    /// <summary>Ends when the guard does.</summary>
    public IAsyncEnumerable<ChildReport> Reports => reports.Reader.ReadAllAsync();

    public static GuardProcess Start()
    {
        var info = new ProcessStartInfo(BuildOutput.Dotnet, ["exec", typeof(GuardProcess).Assembly.Location, "guard"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Every child inherits it, unless somebody chose otherwise. Profiles for later optimisation cost a sixth of the processor time of a start.
        info.Environment.TryAdd("DOTNET_TieredPGO", "0");
        return new(Process.Start(info)!);
    }

    public Task StartChildAsync(StartChild child) => SendAsync(new(Start: child));

    /// <summary>Asks one child to end, with all its descendants; they are forced after <see cref="ChildGuard.Grace"/>. Its report says when it has ended.</summary>
    public Task StopChildAsync(string name) => SendAsync(new(Stop: name));

    /// <summary>Asks all children to end; they are forced after <see cref="ChildGuard.Grace"/>.</summary>
    public void Stop() => process.StandardInput.Close();

    /// <summary>Ends all children now.</summary>
    public void Force() => ProcessGroup.Force(process.Id);

    /// <summary>Waits for the end of the guard, and ends what is left of its group if it does not come in time or came by somebody else's hand.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        using var limit = new CancellationTokenSource(ChildGuard.Grace + TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Force below.
        }
        Force();
        process.Dispose();
        writing.Dispose();
    }

    private async Task SendAsync(GuardOrder order)
    {
        var line = JsonSerializer.Serialize(order, GuardJson.Default.GuardOrder);
        await writing.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            reports.Writer.TryWrite(JsonSerializer.Deserialize(line, GuardJson.Default.ChildReport)!);
        reports.Writer.TryComplete();
    }
}
