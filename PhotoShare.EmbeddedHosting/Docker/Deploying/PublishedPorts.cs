using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Graph;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>Ports of the host that a deployment wants.</summary>
internal static partial class PublishedPorts
{
    /// <summary>Who wants which port that somebody else has. An engine on another machine is not asked.</summary>
    /// <param name="running">Services of this deployment that run: their ports are ours.</param>
    public static IEnumerable<string> Problems(ComposeFile file, DeploymentValues values, IReadOnlySet<string> running)
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host && !host.StartsWith("unix:", StringComparison.Ordinal) && !host.StartsWith("npipe:", StringComparison.Ordinal))
            yield break;
        foreach (var (name, service) in file.Services.Where(service => !running.Contains(service.Key)))
        {
            foreach (var port in service.Ports.Select(port => Variable().Replace(port, variable => values[variable.Groups[1].Value] ?? "")))
            {
                // [address:]port:port of the container
                var match = Mapping().Match(port);
                if (!match.Success || !ushort.TryParse(match.Groups["port"].Value, out var number))
                    yield return $"{name}: {port} is no address and port of this host.";
                else if (IsTaken(match.Groups["address"].Value, number))
                    yield return $"{name} wants port {number}, which is in use{(PortOwner.Find(number) is { } owner ? $" by {owner}" : "")}. End that, or choose another port.";
            }
        }
    }

    private static bool IsTaken(string address, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.TryParse(address.Trim('[', ']'), out var given) ? given : IPAddress.Any, port);
            listener.Start();
            return false;
        }
        catch (SocketException e)
        {
            // Others, such as a port that only the engine may have, are not for us to judge.
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?:(?<address>[0-9.]+|\[[0-9A-Fa-f:.]+\]):)?(?<port>[0-9]+):[0-9]+$")]
    private static partial Regex Mapping();
}
