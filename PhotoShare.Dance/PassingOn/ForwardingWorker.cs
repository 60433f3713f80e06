using Grpc.Core;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.PassingOn;

/// <summary>Carries spans to the dashboard, handful by handful. While it is away, it is asked ever less often, and what waits is bounded.</summary>
internal sealed partial class ForwardingWorker(Forwarding forwarding, DashboardAddress dashboard, TimeProvider clock, ILogger<ForwardingWorker> logger) : BackgroundService
{
    private const int Handful = 512;

    // Spans of one request come one after another; a handful of them is one export.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new DashboardClient(dashboard);
        while (await forwarding.WaitAsync(stoppingToken))
        {
            await Task.Delay(Gathering, clock, stoppingToken);
            await SendAsync(client, forwarding.Take(Handful), stoppingToken);
        }
    }

    private async Task SendAsync(DashboardClient client, IReadOnlyList<SpanRecord> spans, CancellationToken stoppingToken)
    {
        var export = Exports.Of(spans);
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await client.SendAsync(export, stoppingToken);
                if (pause > TimeSpan.FromSeconds(1)) IsBack(logger);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested && e is HttpRequestException or RpcException or OperationCanceledException)
            {
                if (IsFinal(e))
                {
                    Refused(logger, spans.Count, e.Message);
                    return;
                }
                if (pause == TimeSpan.FromSeconds(1)) IsAway(logger, dashboard.Address);
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>It answered, and would answer the same again.</summary>
    private static bool IsFinal(Exception e) => e switch
    {
        RpcException { StatusCode: StatusCode.InvalidArgument or StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.Unimplemented } => true,
        HttpRequestException { StatusCode: { } status } => (int)status is >= 400 and < 500 and not 429,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard at {Address} does not take spans: they wait, and the oldest go first")]
    private static partial void IsAway(ILogger logger, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "The dashboard takes spans again")]
    private static partial void IsBack(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard refused {Count} spans: {Reason}")]
    private static partial void Refused(ILogger logger, int count, string reason);
}
