using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Guard;

/// <summary>Ends one child with all its descendants, while its siblings, which are in the same process group, go on.</summary>
internal static partial class ProcessTree
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks all of them to end, and forces those that have not after this time. On Windows forces at once.</summary>
    public static async Task EndAsync(Process root, TimeSpan grace)
    {
        if (OperatingSystem.IsWindows())
        {
            root.Kill(entireProcessTree: true);
            return;
        }
        try
        {
            // Taken first: whoever outlives its parent is found no more.
            var tree = Tree(root.Id, Processes());
            Send(tree, Terminate);
            for (var clock = Stopwatch.StartNew(); Living(tree).Count > 0 && clock.Elapsed < grace; await Task.Delay(Between))
                ;
            Send(Living(tree), Kill);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // Its descendants can't be found out; itself can be ended.
            Send([root.Id], Terminate);
            await Task.WhenAny(root.WaitForExitAsync(), Task.Delay(grace));
            Send([root.Id], Kill);
        }
    }

    private static HashSet<int> Tree(int root, List<Entry> all)
    {
        var children = all.ToLookup(entry => entry.Parent, entry => entry.Id);
        var tree = new HashSet<int> { root };
        for (var queue = new Queue<int>(tree); queue.TryDequeue(out var parent);)
        {
            foreach (var child in children[parent].Where(tree.Add))
                queue.Enqueue(child);
        }
        return tree;
    }

    /// <summary>Those that still run and are still of our group: a number that somebody else was given meanwhile is not meant.</summary>
    private static HashSet<int> Living(HashSet<int> tree) => [.. Processes().Where(entry => tree.Contains(entry.Id) && entry.Group == Environment.ProcessId).Select(entry => entry.Id)];

    private static List<Entry> Processes() => OperatingSystem.IsLinux() ? FromProc() : FromPs();

    // "4711 (name) S 1 4700 …": state, parent, group. A zombie has ended.
    private static List<Entry> FromProc()
    {
        var all = new List<Entry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
                if (fields[0] is not ("Z" or "X"))
                    all.Add(new(Number(Path.GetFileName(folder)), Number(fields[1]), Number(fields[2])));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }
        return all;
    }

    // ps: "  4711     1  4700 S"
    private static List<Entry> FromPs()
    {
        using var process = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat="]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 3 && !fields[3].StartsWith('Z'))
            .Select(fields => new Entry(Number(fields[0]), Number(fields[1]), Number(fields[2]))).ToList();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Send(IEnumerable<int> processes, int signal)
    {
        foreach (var process in processes)
            _ = SendSignal(process, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);

    private readonly record struct Entry(int Id, int Parent, int Group);
}
