namespace Aspire.Hosting.Engine;

/// <summary>A question that a healthy resource answers.</summary>
/// <param name="Description">What is asked, such as <c>GET http://127.0.0.1:5020/health</c>; known once ports are.</param>
/// <param name="AskAsync">Null: healthy. Else what came instead, in a few words.</param>
internal sealed record HealthCheck(Func<string> Description, Func<CancellationToken, Task<string?>> AskAsync)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

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
