using Aspire.Hosting.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

internal enum DashboardChoice
{
    Started,
    None,

    /// <summary>Served, for a dashboard that somebody else runs.</summary>
    Elsewhere,
}

/// <summary>What is known of the dashboard before anything starts: whether there is one, where it comes from, its addresses and keys.</summary>
internal sealed class DashboardPlan
{
    private readonly DashboardChoice choice;
    private readonly bool isDevelopment;
    private readonly string? theirEndpoint;

    private DashboardPlan(DistributedApplicationBuilder builder, CliSource? source)
    {
        choice = builder.Settings.Dashboard;
        isDevelopment = builder.Environment.IsDevelopment();
        theirEndpoint = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        Source = source;
        Addresses = new(builder.Settings.PortOffset);
        Keys = DashboardKeys.From(builder.Configuration);
    }

    /// <summary>Null: no dashboard is started.</summary>
    public CliSource? Source { get; }

    public DashboardAddresses Addresses { get; }

    public DashboardKeys Keys { get; }

    /// <summary>Whether the resource service is served, and telemetry sent to the dashboard.</summary>
    public bool IsServed => choice == DashboardChoice.Elsewhere || Source is not null;

    /// <summary>Why there is no dashboard though one was wanted, in one line.</summary>
    public string? Missing { get; private init; }

    public static DashboardPlan Make(DistributedApplicationBuilder builder)
    {
        if (builder.Settings.Dashboard != DashboardChoice.Started)
            return new(builder, null);
        var source = CliSource.Find(out var missing);
        return new(builder, source) { Missing = missing };
    }

    public IEnumerable<(string Name, int Port)> WantedPorts()
    {
        if (IsServed)
            yield return ("The dashboard's resource service", Addresses.ResourceServicePort);
        if (Source is null)
            yield break;
        yield return ("Aspire's dashboard", Addresses.FrontendPort);
        yield return ("Aspire's dashboard", Addresses.OtlpGrpcPort);
        yield return ("Aspire's dashboard", Addresses.OtlpHttpPort);
    }

    /// <summary>As Aspire sets them in run mode. Where somebody has set an endpoint of theirs, telemetry goes there, and in their way.</summary>
    public Dictionary<string, string> TelemetryOf(ResourceRun run)
    {
        var variables = new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = run.Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={run.Instance}",
        };
        if (!IsServed || !string.IsNullOrEmpty(theirEndpoint))
            return variables;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Addresses.OtlpGrpc;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={Keys.Otlp}";
        if (isDevelopment)
        {
            // Milliseconds, and every trace: somebody watches.
            variables["OTEL_BSP_SCHEDULE_DELAY"] = variables["OTEL_BLRP_SCHEDULE_DELAY"] = variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
        return variables;
    }
}

/// <summary>Where the dashboard and what it talks to listen: loopback, Aspire's ports, moved by <c>--port-offset</c>.</summary>
internal sealed record DashboardAddresses(int Offset)
{
    public int FrontendPort => 18888 + Offset;

    public int OtlpGrpcPort => 18889 + Offset;

    public int OtlpHttpPort => 18890 + Offset;

    public int ResourceServicePort => 18891 + Offset;

    public string Frontend => $"http://127.0.0.1:{FrontendPort}";

    public string OtlpGrpc => $"http://127.0.0.1:{OtlpGrpcPort}";

    public string OtlpHttp => $"http://127.0.0.1:{OtlpHttpPort}";

    public string ResourceService => $"http://127.0.0.1:{ResourceServicePort}";
}

/// <summary>Made at each start, unless they are configured under Aspire's own names. Never written to a file.</summary>
/// <param name="Browser">Stands in the link by which a person signs in.</param>
/// <param name="Otlp">Sent by those who export telemetry.</param>
/// <param name="ResourceService">Sent by the dashboard to us.</param>
/// <param name="Api">Sent by those who ask the dashboard for telemetry.</param>
internal sealed record DashboardKeys(string Browser, string Otlp, string ResourceService, string Api)
{
    public static DashboardKeys From(IConfiguration configuration) => new(
        configuration["AppHost:BrowserToken"] ?? Random(),
        configuration["AppHost:OtlpApiKey"] ?? Random(),
        configuration["AppHost:ResourceService:ApiKey"] ?? Random(),
        configuration["AppHost:DashboardApiKey"] ?? Random());

    public IEnumerable<string> All => [Browser, Otlp, ResourceService, Api];

    private static string Random() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
}
