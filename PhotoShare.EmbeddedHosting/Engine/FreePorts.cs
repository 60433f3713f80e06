using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Engine;

/// <summary>Ports of the loopback interface that nobody listens on. Somebody else may take one before the child does; the child then says so and ends.</summary>
internal static class FreePorts
{
    public static IReadOnlyList<int> Take(int count)
    {
        // All are held before any is let go: so no two are the same.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
