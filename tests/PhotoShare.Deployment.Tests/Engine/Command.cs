using System.Diagnostics;
using System.Text;

namespace PhotoShare.Deployment.Tests.Engine;

/// <summary>A program that is run to its end.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record Command(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="InvalidOperationException">It failed; the message has its output.</exception>
    public static async Task<Command> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var result = await TryAsync(program, arguments);
        return result.Succeeded ? result : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {result.ExitCode}\n{result.Output}\n{result.Errors}");
    }

    public static Task<Command> TryAsync(string program, params IEnumerable<string> arguments) => TryAsync(new ProcessStartInfo(program, arguments));

    /// <param name="input">For its standard input.</param>
    /// <param name="heard">Is given each line of its standard output as it comes.</param>
    public static async Task<Command> TryAsync(ProcessStartInfo start, string input = "", Action<string>? heard = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            output.AppendLine(line.Data);
            heard?.Invoke(line.Data);
        };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ToString(), errors.ToString());
    }
}
