using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>PhotoShare.Web as a process.</summary>
public sealed partial class WebProcess : IDisposable
{
    private readonly Process process;

    private WebProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    public static async Task<WebProcess> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PhotoShare.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var web = new WebProcess(Process.Start(start)!);
        while (await web.process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ListeningOn().Match(line) is not { Success: true } match) continue;
            web.Address = new Uri(match.Groups[1].Value);
            // Read on, or the process stops when the pipe is full.
            _ = web.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return web;
        }
        web.Dispose();
        throw new InvalidOperationException("PhotoShare.Web did not start.");
    }

    /// <summary>kill -9: nothing is flushed, released or told.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [GeneratedRegex("Now listening on: (http://[^ \"]+)")]
    private static partial Regex ListeningOn();
}
