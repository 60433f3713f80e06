using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>Where the services send their telemetry, and under which name.</summary>
public sealed class TelemetryVariableTests
{
    [Fact]
    public async Task Projects_export_to_the_dashboard_with_its_key_and_under_the_name_of_their_resource()
    {
        await using var host = HostProcess.StartServed("pair", "--AppHost:OtlpApiKey=the-otlp-key");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        var environment = host.Journal.Environment("first");
        Assert.Equal($"http://127.0.0.1:{host.PortOffset + 18889}", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=the-otlp-key", environment["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("1000", environment["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.Equal("1000", environment["OTEL_BLRP_SCHEDULE_DELAY"]);
        Assert.Equal("1000", environment["OTEL_METRIC_EXPORT_INTERVAL"]);
        var instance = environment["OTEL_RESOURCE_ATTRIBUTES"]["service.instance.id=".Length..];
        Assert.Equal($"{environment["OTEL_SERVICE_NAME"]}-{instance}", (await client.RunsAsync("first")).Name);
    }

    [Fact]
    public async Task Keys_are_other_ones_at_each_start()
    {
        var keys = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var host = HostProcess.StartServed("single");
            await host.SaysAsync("Ready in ");
            keys.Add(host.Journal.Environment("first")["OTEL_EXPORTER_OTLP_HEADERS"]);
        }

        Assert.Matches("^x-otlp-api-key=[0-9a-f]{32}$", keys[0]);
        Assert.NotEqual(keys[0], keys[1]);
    }

    [Fact]
    public async Task Endpoint_that_somebody_has_set_wins()
    {
        await using var host = HostProcess.StartIn(null, TestPrograms.TestHost, ["single"], new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector.example:4317" });
        await host.SaysAsync("Ready in ");

        var environment = host.Journal.Environment("first");
        Assert.Equal("http://collector.example:4317", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_HEADERS", environment.Keys);
        Assert.StartsWith("service.instance.id=", environment["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_exported_where_the_dashboard_is_switched_off()
    {
        await using var host = HostProcess.Start("single");
        await host.SaysAsync("Ready in ");

        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", host.Journal.Environment("first").Keys);
    }
}
