using System.Diagnostics;

namespace PhotoShare.Tests.Postgres;

/// <summary>A service's program as a process of its own, to its end.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ServiceProgram(int Code, string Output, string Error)
{
    /// <param name="assembly">Such as <c>PhotoShare.Web</c>.</param>
    /// <param name="connectionString">Of its database. It gets no other setting.</param>
    public static Task<ServiceProgram> MigrateAsync(string assembly, string connectionString) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), "migrate"], new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__database"] = connectionString });

    public static async Task<ServiceProgram> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, written[0], written[1]);
    }
}
