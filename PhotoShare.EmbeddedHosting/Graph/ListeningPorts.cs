using System.Net;
using System.Net.NetworkInformation;

namespace Aspire.Hosting.Graph;

/// <summary>Ports that somebody listens on already.</summary>
internal static class ListeningPorts
{
    /// <summary>Those of the given ports that are taken on loopback, with their owner where it can be found out.</summary>
    public static IEnumerable<(int Port, string? Owner)> Among(IEnumerable<int> ports)
    {
        // A listener on another interface alone does not stand in our way.
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => IPAddress.IsLoopback(listener.Address) || listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any))
            .Select(listener => listener.Port).ToHashSet();
        return ports.Where(taken.Contains).Select(port => (port, PortOwner.Find(port)));
    }
}
