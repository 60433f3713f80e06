using System.Globalization;
using System.Text;

namespace Aspire.Hosting.Engine;

/// <summary>A folder of logs for each run, one file for each child; the newest runs are kept.</summary>
internal sealed class RunLogs
{
    public const int KeptRuns = 5;

    private RunLogs(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Makes <c>{data}/logs/{time}-{process}</c> and deletes all but the newest runs.</summary>
    public static RunLogs Create(string dataDirectory, TimeProvider clock)
    {
        var all = Path.Combine(dataDirectory, "logs");
        var folder = Path.Combine(all, string.Create(CultureInfo.InvariantCulture, $"{clock.GetLocalNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetDirectories(all).OrderDescending(StringComparer.Ordinal).Skip(KeptRuns))
            Directory.Delete(old, recursive: true);
        return new(folder);
    }

    public string FileOf(string name) => Path.Combine(Folder, $"{name}.log");

    /// <summary>The last lines of a log; of a long log only its end is read.</summary>
    public static IReadOnlyList<string> Tail(string file, int lines)
    {
        if (!File.Exists(file))
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, 32 * 1024), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines).ToList();
    }
}
