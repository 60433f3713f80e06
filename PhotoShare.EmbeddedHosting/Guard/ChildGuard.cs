using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Aspire.Hosting.Guard;

/// <summary>
/// Parent of every child. When its standard input ends, because the AppHost asks for it or because the AppHost is gone in whatever way,
/// it asks all children to end, gives them time, and then ends its whole process group: nothing is left behind, not even by <c>kill -9</c> of the AppHost.
/// </summary>
internal sealed class ChildGuard(Stream input, Stream output)
{
    /// <summary>Between the request to end and force.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(6);

    private readonly ConcurrentBag<Task> children = [];
    private readonly ConcurrentDictionary<Process, string> running = [];
    private readonly ConcurrentDictionary<string, Task> stopping = [];

    public async Task RunAsync()
    {
        ProcessGroup.Lead();
        // The signal that asks the group must not end its leader.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var reader = new StreamReader(input);
        while (await reader.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize(line, GuardJson.Default.GuardOrder)!;
            if (order.Start is { } start)
                children.Add(RunChildAsync(start));
            if (order.Stop is { } name && running.FirstOrDefault(child => child.Value == name).Key is { } process)
                stopping[name] = ProcessTree.EndAsync(process, Grace);
        }

        if (OperatingSystem.IsWindows())
        {
            foreach (var process in running.Keys)
                process.Kill(entireProcessTree: true);
            await Task.WhenAll(children);
            return;
        }
        ProcessGroup.Ask(Environment.ProcessId);
        await Task.WhenAny(Task.WhenAll(children), Task.Delay(Grace));
        ProcessGroup.Force(Environment.ProcessId);
    }

    private async Task RunChildAsync(StartChild start)
    {
        await Task.Yield();
        stopping.TryRemove(start.Name, out _);
        try
        {
            await using var log = new FileStream(start.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            using var process = Process.Start(Describe(start))!;
            running[process] = start.Name;
            // Nobody types into a child.
            process.StandardInput.Close();
            Report(new(start.Name, process.Id));
            var copies = Task.WhenAll(CopyAsync(process.StandardOutput.BaseStream, log), CopyAsync(process.StandardError.BaseStream, log));
            await process.WaitForExitAsync();
            // A grandchild may hold the pipes for as long as it likes.
            await Task.WhenAny(copies, Task.Delay(TimeSpan.FromMilliseconds(500)));
            running.TryRemove(process, out _);
            // A descendant may still hold the port that the next start wants.
            if (stopping.TryRemove(start.Name, out var stop))
                await stop;
            Report(new(start.Name, process.Id, process.ExitCode));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            Report(new(start.Name, Error: $"could not be started: {e.Message}"));
        }
    }

    private static ProcessStartInfo Describe(StartChild start)
    {
        var info = new ProcessStartInfo(start.FileName, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        return info;
    }

    /// <summary>Goes on reading where the log can't be written (a full disk): a child must not block on its pipe.</summary>
    private static async Task CopyAsync(Stream from, FileStream log)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer)) > 0;)
        {
            try
            {
                lock (log)
                    log.Write(buffer, 0, read);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Lost for the log; the child goes on.
            }
        }
    }

    private void Report(ChildReport report)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(report, GuardJson.Default.ChildReport);
        try
        {
            lock (output)
                output.Write([.. line, (byte)'\n']);
        }
        catch (IOException)
        {
            // The AppHost is gone; the end of standard input says so too.
        }
    }
}
