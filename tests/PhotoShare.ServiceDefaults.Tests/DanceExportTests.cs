using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>Spans go to the dashboard and to Dance, each on its own way.</summary>
public sealed class DanceExportTests
{
    private static readonly string[] DashboardOnly = ["dashboard-key"], DanceOnly = ["dance-key"];

    [Fact]
    public async Task Spans_go_to_the_dashboard_and_to_Dance_each_with_its_key()
    {
        await using var dashboard = await OtlpReceiver.StartAsync();
        await using var dance = await OtlpReceiver.StartAsync();

        await using (var service = await StartAsync(dashboard.Url, dance.Url)) await WorkAsync(service);

        Assert.Contains("a span of ours", dashboard.All("/v1/traces"));
        Assert.Contains("a span of ours", dance.All("/v1/traces"));
        Assert.Equal(DashboardOnly, dashboard.Keys);
        Assert.Equal(DanceOnly, dance.Keys);
        Assert.Empty(dance.All("/v1/logs") + dance.All("/v1/metrics"));
    }

    [Fact]
    public async Task Where_Dance_joins_spans_go_to_Dance_alone_and_logs_and_metrics_to_the_dashboard()
    {
        await using var dashboard = await OtlpReceiver.StartAsync();
        await using var dance = await OtlpReceiver.StartAsync();

        await using (var service = await StartAsync(dashboard.Url, dance.Url, ("Dance:Joins", "true"))) await WorkAsync(service);

        Assert.Empty(dashboard.All("/v1/traces"));
        Assert.Contains("a span of ours", dance.All("/v1/traces"));
        Assert.Contains("a line of ours", dashboard.All("/v1/logs"));
        Assert.Contains("http.server.request.duration", dashboard.All("/v1/metrics"));
    }

    [Fact]
    public async Task Where_nobody_is_there_to_join_spans_go_to_the_dashboard()
    {
        await using var dashboard = await OtlpReceiver.StartAsync();

        await using (var service = await StartAsync(dashboard.Url, "", ("Dance:Joins", "true"))) await WorkAsync(service);

        Assert.Contains("a span of ours", dashboard.All("/v1/traces"));
    }

    [Fact]
    public async Task The_exports_themselves_make_no_spans()
    {
        await using var dance = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync("", dance.Url);
        var spans = service.Services.GetRequiredService<TracerProvider>();

        await WorkAsync(service);
        spans.ForceFlush();
        spans.ForceFlush();

        // url.full stands on the spans of clients: on that of the work, and on none of an export.
        Assert.Contains(service.Urls.Single(), dance.All("/v1/traces"));
        Assert.DoesNotContain(dance.Url, dance.All("/v1/traces"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_and_logs_do_not_notice_that_Dance_is_away_or_hangs(bool hangs)
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}";
        if (!hangs) port.Stop();
        var lines = new Lines();
        await using var service = await StartAsync("", url, lines: lines);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());

        var watch = Stopwatch.StartNew();
        // More than the queue holds: what does not fit is dropped, and nobody waits.
        for (var i = 0; i < 3000; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, service.Urls.Single());
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"3000 requests took {watch.Elapsed}.");
        Assert.Empty(lines.Written);
        watch.Restart();
        await service.StopAsync(TestContext.Current.CancellationToken);
        await service.DisposeAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"The end took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("127.0.0.1:5040")]
    [InlineData("ftp://127.0.0.1")]
    public void An_address_that_is_none_is_refused_at_start_by_its_name(string address)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Dance:Endpoint"] = address;

        Assert.Contains("Dance:Endpoint", Assert.Throws<InvalidOperationException>(() => builder.AddServiceDefaults()).Message);
    }

    private static async Task<WebApplication> StartAsync(string dashboard, string dance, (string Name, string Value)? setting = null, Lines? lines = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=dashboard-key";
        builder.Configuration["Dance:Endpoint"] = dance;
        builder.Configuration["Dance:OtlpKey"] = "dance-key";
        if (setting is { } more) builder.Configuration[more.Name] = more.Value;
        builder.AddServiceDefaults();
        if (lines is not null) builder.Logging.AddProvider(lines).AddFilter<Lines>("Microsoft.Hosting", LogLevel.Warning).AddFilter<Lines>("Microsoft.AspNetCore", LogLevel.Warning);
        var service = builder.Build();
        service.MapGet("/", () => "ok");
        await service.StartAsync();
        return service;
    }

    private static async Task WorkAsync(WebApplication service)
    {
        using var source = new ActivitySource("PhotoShare.Tests");
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using (source.StartActivity("a span of ours")) await client.GetStringAsync(new Uri(service.Urls.Single()));
        Log.Line(service.Logger);
        service.Services.GetRequiredService<TracerProvider>().ForceFlush();
        service.Services.GetRequiredService<MeterProvider>().ForceFlush();
        service.Services.GetService<LoggerProvider>()?.ForceFlush();
    }

    private static class Log
    {
        private static readonly Action<ILogger, Exception?> Ours = LoggerMessage.Define(LogLevel.Information, 1, "a line of ours");

        public static void Line(ILogger logger) => Ours(logger, null);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
