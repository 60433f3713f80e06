using System.Net.Sockets;

namespace Aspire.Hosting.Engine;

/// <summary>A question that a healthy resource answers.</summary>
/// <param name="Description">What is asked, such as <c>GET http://127.0.0.1:5020/health</c>; known once ports are.</param>
/// <param name="AskAsync">Null: healthy. Else what came instead, in a few words.</param>
internal sealed record HealthCheck(Func<string> Description, Func<CancellationToken, Task<string?>> AskAsync)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>True: not asked again while the resource runs, because each question leaves a trace among the telemetry.</summary>
    public bool OnlyAtStart { get; init; }

    /// <summary>Asks whether somebody listens, and says nothing to them.</summary>
    public static HealthCheck Connects(Endpoint endpoint) => new(
        () => $"connect to {endpoint.Host}:{endpoint.Port}",
        async cancellationToken =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
                return null;
            }
            catch (SocketException)
            {
                return "nothing listens there";
            }
        });

    /// <summary>Asks for a page, and expects this status.</summary>
    public static HealthCheck HttpGet(Func<string> url, int statusCode = 200) => new(
        () => $"GET {url()}",
        async cancellationToken =>
        {
            try
            {
                using var response = await Http.GetAsync(url(), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                return (int)response.StatusCode == statusCode ? null : $"answers {(int)response.StatusCode}";
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                return "nothing listens there yet";
            }
            catch (HttpRequestException e)
            {
                return e.Message;
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return "no answer within 5 s";
            }
        });
}
