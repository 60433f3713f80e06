using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>A server as a child process, which never outlives the tests.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private ServerProcess(Process process) => this.process = process;

    /// <summary>Starts a program with the environment of the tests and these variables besides.</summary>
    public static ServerProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start });
        server.process.OutputDataReceived += server.Keep;
        server.process.ErrorDataReceived += server.Keep;
        AppDomain.CurrentDomain.ProcessExit += server.End;
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>The last lines that it wrote.</summary>
    public string Log => string.Join(Environment.NewLine, output);

    /// <summary>Waits until every address answers 200.</summary>
    /// <exception cref="InvalidOperationException">It died, or was not ready in time; the message has its last lines.</exception>
    public async Task WaitUntilServedAsync(HttpClient http, IEnumerable<Uri> addresses, TimeSpan patience)
    {
        var until = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        foreach (var address in addresses)
        {
            while (!await AnswersAsync(http, address))
            {
                if (process.HasExited) throw new InvalidOperationException($"The server ended with exit code {process.ExitCode}:{Environment.NewLine}{Log}");
                if (Stopwatch.GetTimestamp() > until) throw new InvalidOperationException($"{address} did not answer within {patience}:{Environment.NewLine}{Log}");
                await Task.Delay(100);
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        End(null, EventArgs.Empty);
        process.Dispose();
    }

    // kc.sh is the parent of Java: the whole tree goes, and its data with it, so nobody is asked first.
    private void End(object? sender, EventArgs e)
    {
        if (process.HasExited) return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null) return;
        output.Enqueue(e.Data);
        while (output.Count > 25) output.TryDequeue(out _);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
