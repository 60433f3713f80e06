using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Redis;

/// <summary>Asks a Redis server whether it serves: <c>AUTH</c>, then <c>PING</c>. Garnet does not take the protocol's inline form.</summary>
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
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Command("AUTH", (await password.GetValueAsync(cancellationToken))!) + Command("PING")), cancellationToken);
                using var reader = new StreamReader(stream, Encoding.ASCII);
                var answers = (await reader.ReadLineAsync(cancellationToken), await reader.ReadLineAsync(cancellationToken));
                return answers is ("+OK", "+PONG") ? null : $"answers {answers.Item1 ?? "nothing"}";
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return "nothing listens there yet";
            }
        });

    // An array of strings, each with its length in bytes: *2 $4 AUTH $6 secret
    private static string Command(params string[] parts) =>
        $"*{parts.Length}\r\n" + string.Concat(parts.Select(part => $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n"));
}
