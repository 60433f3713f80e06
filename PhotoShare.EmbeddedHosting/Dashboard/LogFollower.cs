using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.Dashboard;

/// <summary>Reads a log that is being written, each reader for itself.</summary>
internal static class LogFollower
{
    /// <summary>Of a longer log its end alone is read, from a line's beginning on.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>What a longer line has beyond is left out.</summary>
    public const int LongestLine = 8 * 1024;

    private const int LinesAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <param name="file">Need not be there yet.</param>
    /// <param name="follow">False: to its present end alone.</param>
    public static async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(string file, bool follow, [EnumeratorCancellation] CancellationToken left)
    {
        while (!File.Exists(file))
        {
            if (!follow)
                yield break;
            await Task.Delay(Pause, left);
        }
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var lines = new LineSplitter();
        if (stream.Length > MostBytes)
        {
            stream.Seek(-MostBytes, SeekOrigin.End);
            lines.SkipToNextLine($"… this is its end; all of it is in {file}");
        }
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, left);
            lines.Add(buffer.AsSpan(0, read));
            if (read == 0 && !follow)
                lines.Finish();
            foreach (var some in lines.Take().Chunk(LinesAtOnce))
                yield return some;
            if (read > 0)
                continue;
            if (!follow)
                yield break;
            await Task.Delay(Pause, left);
        }
    }
}

internal readonly record struct LogLine(int Number, string Text);

/// <summary>Bytes to numbered lines; a line is one when its end has come.</summary>
internal sealed class LineSplitter
{
    private readonly List<byte> rest = [];
    private readonly List<LogLine> lines = [];
    private bool skipping;
    private int number;

    public void SkipToNextLine(string instead)
    {
        skipping = true;
        lines.Add(new(++number, instead));
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            if (!skipping)
                rest.AddRange(part[..Math.Min(part.Length, LogFollower.LongestLine - rest.Count)]);
            if (end < 0)
                return;
            bytes = bytes[(end + 1)..];
            if (!skipping)
                Finish(evenIfEmpty: true);
            skipping = false;
        }
    }

    /// <summary>What has no end is a line too.</summary>
    public void Finish(bool evenIfEmpty = false)
    {
        if (rest.Count > 0 || evenIfEmpty)
            lines.Add(new(++number, Encoding.UTF8.GetString([.. rest]).TrimEnd('\r')));
        rest.Clear();
    }

    public IReadOnlyList<LogLine> Take()
    {
        LogLine[] taken = [.. lines];
        lines.Clear();
        return taken;
    }
}
