using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>OpenTelemetry for traces, metrics and logs; exported by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal static class TelemetrySetup
{
    /// <summary>The services' own sources and meters carry the names of their projects.</summary>
    private const string Ours = "PhotoShare.*";

    private static readonly PathString[] Probes = ["/health", "/alive"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        ExceptionRedaction.Start();
        builder.AddRedactedLogs();

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Ours).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing
                .AddSource(Ours)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !Probes.Contains(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddProcessor<RedactionProcessor>());

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) telemetry.UseOtlpExporter();
    }
}
