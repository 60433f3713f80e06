using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>OpenTelemetry for traces, metrics and logs; exported by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal static class TelemetrySetup
{
    private static readonly PathString[] Probes = ["/health", "/alive"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging => logging.IncludeScopes = false);
        builder.QuietenRequestLogs();

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing
                .AddSource(builder.Environment.ApplicationName)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !Probes.Contains(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddProcessor<RedactionProcessor>());

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) telemetry.UseOtlpExporter();
    }

    /// <summary>
    /// The framework logs whole request targets at Information ("Request starting … /callback?code=…").
    /// The rules come after those of configuration, so that no setting brings them back.
    /// </summary>
    private static void QuietenRequestLogs(this IHostApplicationBuilder builder) => builder.Services.PostConfigure<LoggerFilterOptions>(options =>
    {
        foreach (var category in (string[])["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.HttpLogging", "System.Net.Http.HttpClient"])
            options.Rules.Add(new LoggerFilterRule(providerName: null, category, LogLevel.Warning, filter: null));
    });
}
