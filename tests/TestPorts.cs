using System.Net;
using System.Net.Sockets;

namespace PhotoShare.Tests;

/// <summary>
/// Ports of the loopback interface for what a test starts. They lie below those that the system gives to outgoing connections (Linux: from 32768 on,
/// RFC 6335: from 49152 on): one of these could be taken by anybody's connection between the look and the start. A locked file for each keeps the tests of
/// other processes away for as long as this one lives.
/// </summary>
internal static class TestPorts
{
    private const int First = 10_240, Last = 32_767;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "photoshare-test-ports");

    private static readonly Dictionary<int, FileStream> Given = [];

    static TestPorts() => AppDomain.CurrentDomain.ProcessExit += (_, _) => GiveBack(Given.Keys);

    /// <summary>One that nobody listens on, and that no other test was given.</summary>
    public static int One() => Find(1, 0);

    /// <summary>A multiple of ten: added to each of these ports, it lands where nobody listens.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static int Offset(params int[] ports) => Find(10, ports);

    private static int Find(int step, params int[] ports)
    {
        var (least, most) = ((First - ports.Min() + step - 1) / step, (Last - ports.Max()) / step);
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var offset = Random.Shared.Next(Math.Max(0, least), most + 1) * step;
            var wanted = Array.ConvertAll(ports, port => port + offset);
            lock (Given)
            {
                var taken = wanted.TakeWhile(TryTake).ToList();
                if (taken.Count == wanted.Length) return offset;
                GiveBack(taken);
            }
        }
        throw new InvalidOperationException($"No free ports were found for {string.Join(", ", ports)}.");
    }

    private static bool TryTake(int port)
    {
        if (Given.ContainsKey(port) || !IsFree(port)) return false;
        try
        {
            Directory.CreateDirectory(Folder);
            Given.Add(port, new FileStream(Path.Combine(Folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void GiveBack(IEnumerable<int> ports)
    {
        foreach (var port in ports.ToList())
        {
            Given[port].Dispose();
            Given.Remove(port);
        }
        try { Directory.Delete(Folder); }
        catch (IOException) { /* Others still have some, or nobody had. */ }
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
