using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// OpenTelemetry for traces, metrics and logs; exported by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to, and spans where
/// <c>Dance:Endpoint</c> does.
/// </summary>
internal static class TelemetrySetup
{
    /// <summary>The services' own sources and meters carry the names of their projects.</summary>
    private const string Ours = "PhotoShare.*";

    private static readonly PathString[] Probes = ["/health", "/alive"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        ExceptionRedaction.Start();
        builder.AddRedactedLogs();
        builder.AddHops();
        builder.Services.AddContextOfServersOnly();
        // Of Aspire.StackExchange.Redis, on the aspire engine: several statements a second, which say nothing of the dance.
        builder.Configuration["Aspire:StackExchange:Redis:DisableTracing"] ??= "true";

        var dance = DanceExport.Read(builder.Configuration);
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Ours).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .WithTracing(tracing =>
            {
                tracing.AddSource(Ours)
                    .AddAspNetCoreInstrumentation(options => options.Filter = context => !Probes.Contains(context.Request.Path))
                    .AddHttpClientInstrumentation()
                    .AddProcessor<RedactionProcessor>();
                if (dance is not null) tracing.AddProcessor(services => dance.Processor(services.GetRequiredService<IHostEnvironment>()));
            });

        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        if (dance is { Joins: true }) telemetry.WithMetrics(metrics => metrics.AddOtlpExporter()).WithLogging(logging => logging.AddOtlpExporter());
        else telemetry.UseOtlpExporter();
    }

    private static void AddContextOfServersOnly(this IServiceCollection services)
    {
        // The web host has registered its own before: the last one counts.
        services.AddSingleton<DistributedContextPropagator>(new ServersOnlyPropagator(DistributedContextPropagator.Current));
        Sdk.SetDefaultTextMapPropagator(new ServersOnlyTextMap());
    }
}
