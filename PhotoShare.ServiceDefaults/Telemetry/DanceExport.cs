using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// Sends spans to PhotoShare.Dance as well, on a way of its own: when Dance is away or hangs, what it misses is dropped, and neither requests nor
/// the dashboard notice. The exporter writes no log lines, and its own HTTP calls make no spans.
/// </summary>
/// <param name="Endpoint">Dance's address, <c>Dance:Endpoint</c>.</param>
/// <param name="Key">What Dance knows its senders by, <c>Dance:OtlpKey</c>; none where Dance asks for none.</param>
/// <param name="Joins">
/// <c>Dance:Joins</c>: Dance passes this service's spans on to the dashboard, after it has joined them to their dances, so they must not go there
/// unjoined as well. For an authorization server, whose front-channel requests arrive as traces of their own.
/// </param>
internal sealed record DanceExport(Uri Endpoint, string? Key, bool Joins)
{
    /// <summary>Spans that wait at most; further ones are dropped.</summary>
    private const int Queue = 2048;

    /// <summary>Milliseconds that one export may take. Dance is near, and two seconds are soon enough for a queue that drops.</summary>
    private const int Timeout = 2000;

    /// <summary>Milliseconds between exports, so that somebody who watches sees a hop as it happens; else OpenTelemetry's own 5 s.</summary>
    private const int DelayInDevelopment = 1000, Delay = 5000;

    /// <returns>None where <c>Dance:Endpoint</c> is not set.</returns>
    /// <exception cref="InvalidOperationException"><c>Dance:Endpoint</c> is no http or https URL.</exception>
    public static DanceExport? Read(IConfiguration configuration)
    {
        var endpoint = configuration["Dance:Endpoint"];
        if (string.IsNullOrWhiteSpace(endpoint)) return null;
        if (!Uri.TryCreate(endpoint.TrimEnd('/') + "/v1/traces", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"Dance:Endpoint is '{endpoint}', and must be an absolute http or https URL, such as http://127.0.0.1:5040.");
        return new(url, configuration["Dance:OtlpKey"], configuration.GetValue("Dance:Joins", false));
    }

    // Not AddOtlpExporter, which can't stand beside UseOtlpExporter.
    public BaseProcessor<Activity> Processor(IHostEnvironment environment) => new BatchActivityExportProcessor(
        new OtlpTraceExporter(new OtlpExporterOptions
        {
            // All that the variables of the dashboard's exporter (OTEL_EXPORTER_OTLP_*) would otherwise decide.
            Endpoint = Endpoint,
            Protocol = OtlpExportProtocol.HttpProtobuf,
            Headers = string.IsNullOrEmpty(Key) ? "" : $"x-otlp-api-key={Uri.EscapeDataString(Key)}",
            TimeoutMilliseconds = Timeout,
        }),
        maxQueueSize: Queue,
        scheduledDelayMilliseconds: environment.IsDevelopment() ? DelayInDevelopment : Delay,
        exporterTimeoutMilliseconds: Timeout);
}
