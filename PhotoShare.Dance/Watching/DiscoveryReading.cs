using System.Text.Json;

namespace PhotoShare.Dance.Watching;

/// <summary>Reads the discovery documents of watched issuers, in the background: one that is not up yet is asked again, calmly.</summary>
internal sealed partial class DiscoveryReading(Issuers issuers, IHttpClientFactory clients, TimeProvider clock, ILogger<DiscoveryReading> logger) : BackgroundService
{
    public const string Client = "discovery documents";

    // Of one document. Keycloak's has 7 KiB.
    public const int MaxBytes = 1024 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(issuers.All.Select(issuer => ReadAsync(issuer, stoppingToken)));

    private async Task ReadAsync(Issuer issuer, CancellationToken cancellationToken)
    {
        for (var pause = First; !await TryAsync(issuer, cancellationToken); pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            if (pause == First) NotRead(logger, issuer.Name, issuer.Problem ?? "");
            await Task.Delay(pause, clock, cancellationToken);
        }
        Read(logger, issuer.Name);
    }

    private async Task<bool> TryAsync(Issuer issuer, CancellationToken cancellationToken)
    {
        foreach (var address in Issuer.Documents(new Uri(issuer.Name)))
        {
            try
            {
                using var http = clients.CreateClient(Client);
                using var answer = await http.GetAsync(address, cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    issuer.Fail($"its discovery document was answered with {(int)answer.StatusCode}");
                    continue;
                }
                using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), new JsonDocumentOptions { MaxDepth = 16 });
                return issuer.Take(document.RootElement);
            }
            catch (JsonException)
            {
                issuer.Fail("its discovery document is no JSON");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                issuer.Fail("it can't be reached");
            }
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Watching {Issuer}: its discovery document has been read")]
    private static partial void Read(ILogger logger, string issuer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching {Issuer}: {Problem}. It is asked again until it answers")]
    private static partial void NotRead(ILogger logger, string issuer, string problem);
}
