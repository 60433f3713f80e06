namespace PhotoShare.AppHost.Deployment;

/// <summary>Commands that ask a server in its own container. Most images have no client for it: bash opens the connection.</summary>
internal static class HealthChecks
{
    /// <summary>A page answers 200. It has to be asked by a name: Dance answers to no other.</summary>
    public static string Page(string port, string path) =>
        $"bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port} && printf \"GET {path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n\" >&3 && head -1 <&3 | grep -q \" 200 \"'";

    /// <summary>Somebody listens. Caddy's own image has no bash, and others of it no nc.</summary>
    public static string Listens(string port) => $"nc -z 127.0.0.1 {port} || bash -c '</dev/tcp/127.0.0.1/{port}'";
}
