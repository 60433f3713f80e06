using System.Diagnostics;

namespace PhotoShare.Tests.Postgres;

/// <summary>A service's program as a process of its own, to its end.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote, to both.</param>
public sealed record ServiceProgram(int Code, string Output)
{
    /// <param name="assembly">Such as <c>PhotoShare.Web</c>.</param>
    /// <param name="connectionString">Of its database. It gets no other setting.</param>
    public static async Task<ServiceProgram> MigrateAsync(string assembly, string connectionString)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"), "migrate"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__database"] = connectionString;
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, string.Concat(output));
    }
}
