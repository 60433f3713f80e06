using System.Diagnostics;

namespace PhotoShare.EndToEnd.Tests.Running;

/// <summary>Finds a process of ours by the port in its command line: each run has ports of its own, so nobody else's process is met.</summary>
internal static class ProcessOnPort
{
    /// <exception cref="InvalidOperationException">No process, or only the AppHost, names the port.</exception>
    public static void Kill(int port)
    {
        var found = Process.GetProcesses().Where(process => Listens(process, port)).ToList();
        if (found.Count == 0) throw new InvalidOperationException($"No process names port {port} in its command line.");
        foreach (var process in found) process.Kill();
    }

    // The embedded server has --urls http://127.0.0.1:PORT, Keycloak's Java has --http-port=PORT or --http-port PORT.
    private static bool Listens(Process process, int port)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
            return words.Any(word => word.EndsWith($":{port}", StringComparison.Ordinal) || word == $"{port}" || word.EndsWith($"http-port={port}", StringComparison.Ordinal))
                && words.Any(word => word.Contains("PhotoShare.AuthorizationServer", StringComparison.Ordinal) || word.Contains("quarkus", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
