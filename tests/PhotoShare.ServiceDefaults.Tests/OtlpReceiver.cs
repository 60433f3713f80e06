using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>Receives OTLP over HTTP and keeps the bytes: strings stand in protobuf as they are, so they can be searched.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string? Key, string Body)> received = new();
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/{**path}", receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public string All(string path) => string.Concat(received.Where(body => body.Path == path).Select(body => body.Body));

    /// <summary>The <c>x-otlp-api-key</c>s that came with the exports.</summary>
    public IEnumerable<string?> Keys => received.Select(body => body.Key).Distinct();

    private async Task ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        received.Enqueue((request.Path, request.Headers["x-otlp-api-key"], Encoding.Latin1.GetString(body.ToArray())));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
