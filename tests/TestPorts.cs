using System.Net;
using System.Net.Sockets;

namespace PhotoShare.Tests;

/// <summary>
/// Ports of the loopback interface for what a test starts. They lie below those that the system gives to outgoing connections (Linux: from 32768 on,
/// RFC 6335: from 49152 on): one of these could be taken by anybody's connection between the look and the start.
/// </summary>
internal static class TestPorts
{
    private const int First = 10_240, Last = 32_767;

    private static readonly HashSet<int> Given = [];

    /// <summary>One that nobody listens on, and that no other test of this process was given.</summary>
    public static int One() => Offset(0);

    /// <summary>A multiple of ten: added to each of these ports, it lands where nobody listens.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static int Offset(params int[] ports)
    {
        var (least, most) = ((First - ports.Min() + 9) / 10, (Last - ports.Max()) / 10);
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var offset = Random.Shared.Next(Math.Max(0, least), most + 1) * 10;
            var wanted = Array.ConvertAll(ports, port => port + offset);
            lock (Given)
            {
                if (wanted.Any(Given.Contains) || !wanted.All(IsFree)) continue;
                Given.UnionWith(wanted);
                return offset;
            }
        }
        throw new InvalidOperationException($"No free ports were found for {string.Join(", ", ports)}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
