using System.Diagnostics;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // "4711 (name) S 1 …": the state, then the parent
    public static int ParentOf(int pid) => int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

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
