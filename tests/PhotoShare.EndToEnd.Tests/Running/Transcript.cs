using System.Diagnostics;
using System.Text;

namespace PhotoShare.EndToEnd.Tests.Running;

/// <summary>What a process prints, and a way to wait for a part of it.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();
    private readonly List<(string Part, TaskCompletionSource Seen)> _waiting = [];

    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            _text.AppendLine(line);
            foreach (var (part, seen) in _waiting)
                if (line.Contains(part, StringComparison.Ordinal)) seen.TrySetResult();
        }
    }

    /// <exception cref="InvalidOperationException">The process ended, or the time went by, before a line held the part; the message has all lines.</exception>
    public async Task WaitForAsync(string part, Process process, TimeSpan atMost)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_text.ToString().Contains(part, StringComparison.Ordinal)) return;
            _waiting.Add((part, seen));
        }

        using var bound = new CancellationTokenSource(atMost);
        var exit = process.WaitForExitAsync(bound.Token);
        await Task.WhenAny(seen.Task, exit);
        if (!seen.Task.IsCompleted)
            throw new InvalidOperationException($"\"{part}\" was not printed{(process.HasExited ? $"; exit code {process.ExitCode}" : "")}:{Environment.NewLine}{this}");
    }

    public override string ToString()
    {
        lock (_lock) return _text.ToString();
    }
}
