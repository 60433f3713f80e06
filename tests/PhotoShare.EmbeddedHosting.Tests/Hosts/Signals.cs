using System.Diagnostics;
using System.Globalization;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // "4711 (name) S 1 …": the state, then the parent
    public static int ParentOf(int pid) => int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Whether this process was started to ignore it, as a shell's background jobs are for Ctrl-C; what it starts then does so, too.</summary>
    public static bool IsIgnored(int signal)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var mask = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (signal - 1) & 1) == 1;
    }

    /// <summary>A process that has ended and is only waiting for its parent to notice (a zombie) is not alive.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            // "4711 (name) S 1 …"
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }
}
