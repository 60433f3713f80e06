using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Guard;

/// <summary>
/// The group that the guard and all its descendants are in (POSIX). A terminal's Ctrl-C does not reach it, and one signal ends all of it,
/// grandchildren too: Keycloak's kc.sh is Java's parent, and a signal to the script alone would leave Java running.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;
    private const int Terminate = 15;

    /// <summary>Makes this process the leader of a group of its own.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows() && SetProcessGroup(0, 0) != 0)
            throw new InvalidOperationException($"setpgid failed with error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Asks every member to end. The guard itself ignores the signal.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void Ask(int leader) => _ = SendSignal(-leader, Terminate);

    /// <summary>Ends every member at once, the leader too.</summary>
    public static void Force(int leader)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SendSignal(-leader, Kill);
            return;
        }
        try
        {
            using var process = Process.GetProcessById(leader);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    [LibraryImport("libc", EntryPoint = "setpgid", SetLastError = true)]
    private static partial int SetProcessGroup(int pid, int group);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
