using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Graph;

/// <summary>Who listens on a port: by <c>/proc</c> on Linux, by <c>lsof</c> on macOS. Only processes that we may look into are found.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Such as <c>PhotoShare.Web (process 4711)</c>; null if it can't be found out.</summary>
    public static string? Find(int port)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromProc(port) : OperatingSystem.IsMacOS() ? FromLsof(port) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
    }

    // /proc/net/tcp: "  0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 31234 …": address:port in hex, state, inode
    private static string? FromProc(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        var sockets = SocketTables.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == Listening)
            .Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        var folder = Directory.EnumerateDirectories("/proc").FirstOrDefault(folder => int.TryParse(Path.GetFileName(folder), out _) && Holds(folder, sockets));
        return folder is null ? null : $"{CommandName(folder)} (process {Path.GetFileName(folder)})";
    }

    private static bool Holds(string folder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The program, or what <c>dotnet</c> or <c>java</c> runs: they say nothing by themselves.</summary>
    private static string CommandName(string folder)
    {
        var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var program = command.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal)) ?? command.FirstOrDefault() ?? "";
        return Path.GetFileName(program) is { Length: > 0 } name ? name : File.ReadAllText(Path.Combine(folder, "comm")).Trim();
    }

    // lsof -Fpc: "p4711\ncPhotoShare.Web\n"
    private static string? FromLsof(int port)
    {
        var info = new ProcessStartInfo("lsof", ["-nP", $"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(info)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        var pid = lines.FirstOrDefault(line => line.StartsWith('p'))?[1..];
        return pid is null ? null : $"{lines.FirstOrDefault(line => line.StartsWith('c'))?[1..]} (process {pid})";
    }
}
