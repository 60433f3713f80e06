using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PhotoShare.EndToEnd.Tests.Running;

/// <summary>Takes what every service exports by OTLP over HTTP, and keeps the bytes: strings stand in protobuf as they are.</summary>
public sealed class TelemetrySink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _received = new();

    private TelemetrySink(WebApplication app) => _app = app;

    /// <summary>What makes the services export here: spans, logs and metrics.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        new("OTEL_BSP_SCHEDULE_DELAY", "500"),
        new("OTEL_BLRP_SCHEDULE_DELAY", "500"),
        // As Aspire's run mode does: our own redaction has to hold without the instrumentation's.
        new("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"),
        new("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true"),
    ];

    /// <summary>Everything received until now, as Latin-1, so that no byte is lost.</summary>
    public string Text => string.Join('\n', _received.Select(System.Text.Encoding.Latin1.GetString));

    /// <summary>All that the services have exported up to now: each is asked for a page that nobody has, and exports its spans in order.</summary>
    public async Task<string> FlushedAsync(IEnumerable<Uri> services)
    {
        using var client = new SocketsHttpHandler();
        using var http = new HttpMessageInvoker(client);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var service in services)
        {
            var marker = $"/flushed-{Guid.CreateVersion7():N}";
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service, marker));
            using var response = await http.SendAsync(request, bound.Token);
            while (!Text.Contains(marker, StringComparison.Ordinal)) await Task.Delay(200, bound.Token);
        }

        return Text;
    }

    public static async Task<TelemetrySink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new TelemetrySink(app);
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            sink._received.Enqueue(body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
