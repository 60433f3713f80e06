using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Redis;

/// <summary>Asks a Redis server whether it serves: <c>AUTH</c>, then <c>PING</c>, in the inline form of the protocol.</summary>
internal static class RedisPing
{
    public static HealthCheck Of(Endpoint endpoint, ParameterResource password) => new(
        () => $"PING {endpoint.Host}:{endpoint.Port}",
        async cancellationToken =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
                using var stream = client.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {await password.GetValueAsync(cancellationToken)}\r\nPING\r\n"), cancellationToken);
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var answers = (await reader.ReadLineAsync(cancellationToken), await reader.ReadLineAsync(cancellationToken));
                return answers is ("+OK", "+PONG") ? null : $"answers {answers.Item1 ?? "nothing"}";
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return "nothing listens there yet";
            }
        });
}
