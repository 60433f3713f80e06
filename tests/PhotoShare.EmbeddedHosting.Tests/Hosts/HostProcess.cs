using System.Diagnostics;
using System.Runtime.InteropServices;
using Aspire.Hosting.Engine;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>An AppHost as a process of its own, with folders and ports that no other test has.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly DirectoryInfo folder;
    private readonly bool ownsFolder;

    private HostProcess(ProcessStartInfo info, DirectoryInfo folder, bool ownsFolder, int portOffset)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        PortOffset = portOffset;
        process = new Process { StartInfo = info };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int PortOffset { get; }

    public string Folder => folder.FullName;

    public string Data => Path.Combine(folder.FullName, "data");

    public Journal Journal => new(folder.FullName);

    public string Output
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    public static HostProcess Start(string graph, params string[] options) => StartIn(null, TestPrograms.TestHost, [graph, .. options]);

    /// <summary>With the dashboard's resource service, and without a dashboard: the test is the dashboard.</summary>
    public static HostProcess StartServed(string graph, params string[] options) =>
        StartIn(null, TestPrograms.TestHost, [graph, "--dashboard=elsewhere", $"--AppHost:ResourceService:ApiKey={ResourceClient.Key}", .. options], portOffset: FreeOffset());

    /// <param name="folder">Null: a new one, deleted afterwards.</param>
    /// <param name="program">The AppHost's assembly.</param>
    /// <param name="arguments">Of its command line; ports and folders are added.</param>
    /// <param name="variables">Of its environment.</param>
    /// <param name="portOffset">Null: one that lands where nobody listens.</param>
    public static HostProcess StartIn(string? folder, string program, string[] arguments, Dictionary<string, string>? variables = null, int? portOffset = null)
    {
        var home = folder is null ? Directory.CreateTempSubdirectory("photoshare-engine-") : Directory.CreateDirectory(folder);
        var offset = portOffset ?? (program == TestPrograms.AppHost ? TestPorts.Offset(5010, 5020, 5030, 5040, 8080) : TestPorts.Offset(1, 2, 3));
        // None, but where a test is about it.
        string[] dashboard = arguments.Any(argument => argument.StartsWith("--dashboard", StringComparison.Ordinal)) ? [] : ["--dashboard=false"];
        var info = new ProcessStartInfo(BuildOutput.Dotnet, ["exec", program, .. arguments, .. dashboard, $"--port-offset={offset}", $"--Parameters:data-directory={Path.Combine(home.FullName, "data")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["CHILD_JOURNAL"] = home.FullName;
        // Where user secrets are kept, on every system, if it is set.
        info.Environment["APPDATA"] = Path.Combine(home.FullName, "secrets");
        info.Environment["DOTNET_ENVIRONMENT"] = "Development";
        info.Environment.Remove("KEYCLOAK_HOME");
        info.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var (name, value) in variables ?? [])
            info.Environment[name] = value;
        return new(info, home, folder is null, offset);
    }

    public async Task SaysAsync(string text, TimeSpan? within = null) =>
        Assert.True(await Eventually.HoldsAsync(() => Output.Contains(text, StringComparison.Ordinal), within, unless: () => process.HasExited), $"Did not say '{text}':\n{Output}");

    public async Task<int> EndsAsync()
    {
        Assert.True(await Eventually.HoldsAsync(() => process.HasExited), $"Did not end:\n{Output}");
        // Its last words, too: its pipes stay open for as long as any process of its holds them, which must not be long.
        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        return process.ExitCode;
    }

    /// <summary>Asks it to end, and gives its exit code.</summary>
    public Task<int> StopAsync(int signal = Signals.Terminate)
    {
        Signal(signal);
        return EndsAsync();
    }

    public void Signal(int signal) => Assert.Equal(0, Kill(process.Id, signal));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
        // The guard of a killed host still works for some seconds; it must not write into a folder that is gone.
        await Eventually.HoldsAsync(() => Journal.Processes().All(pid => !Signals.IsAlive(pid)));
        if (ownsFolder)
            folder.Delete(recursive: true);
    }

    /// <summary>One that the dashboard's ports, too, bear.</summary>
    public static int FreeOffset() => TestPorts.Offset(1, 2, 3, 18888, 18889, 18890, 18891);

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (lines)
        {
            if (line.Data is not null)
                lines.Add(line.Data);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
