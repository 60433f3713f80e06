using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using PhotoShare.Deployment.Tests.Engine;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>The root certificate of the proxy's own authority, trusted as people trust it: in the database of Chromium's NSS, and by our client.</summary>
public sealed class TrustedRoot
{
    private readonly X509Certificate2 _certificate;

    private TrustedRoot(X509Certificate2 certificate, string home) => (_certificate, Home) = (certificate, home);

    /// <summary>The home folder with that database.</summary>
    public string Home { get; }

    public static async Task<TrustedRoot> OfAsync(string proxy, string home)
    {
        var database = Path.Combine(home, ".pki", "nssdb");
        Directory.CreateDirectory(database);
        var file = Path.Combine(home, "root.crt");
        await Command.RunAsync("docker", "cp", $"{proxy}:/data/caddy/pki/authorities/local/root.crt", file);
        await Command.RunAsync("certutil", "-N", "-d", $"sql:{database}", "--empty-password");
        await Command.RunAsync("certutil", "-A", "-d", $"sql:{database}", "-n", "photoshare", "-t", "C,,", "-i", file);
        return new(X509CertificateLoader.LoadCertificateFromFile(file), home);
    }

    public HttpClient NewClient(params string[] names)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_certificate);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            if (!names.Contains(context.DnsEndPoint.Host)) throw new InvalidOperationException($"{context.DnsEndPoint.Host} is not of this deployment.");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(System.Net.IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return new(handler) { Timeout = TimeSpan.FromSeconds(60) };
    }
}
