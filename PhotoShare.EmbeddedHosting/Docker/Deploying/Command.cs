using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>A program that a step runs to its end. Secrets are never among its arguments, which everyone on the machine can read.</summary>
internal static class Command
{
    /// <param name="fileName">Looked for on <c>PATH</c>.</param>
    /// <param name="setUp">Changes its environment or working directory.</param>
    public static async Task<CommandResult> RunAsync(string fileName, IEnumerable<string> arguments, Action<ProcessStartInfo>? setUp, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        setUp?.Invoke(info);
        var (output, all) = (new List<string>(), new List<string>());
        using var process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Keep(line.Data, output, all);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, all);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new(CommandResult.NotFound, [], [$"{fileName} is not installed"]);
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new(process.ExitCode, output, all);
    }

    private static void Keep(string? line, params List<string>[] lists)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (lists[^1])
            Array.ForEach(lists, list => list.Add(line));
    }
}

/// <param name="Output">Lines of the standard output.</param>
/// <param name="All">Lines of both outputs, as they came.</param>
internal sealed record CommandResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> All)
{
    /// <summary>As shells have it.</summary>
    public const int NotFound = 127;

    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said last: most often, why it failed.</summary>
    public string LastLine => All.Count > 0 ? All[^1].Trim() : $"exit code {ExitCode}";
}
