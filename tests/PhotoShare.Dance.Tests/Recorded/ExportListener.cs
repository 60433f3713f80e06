using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>Takes exports of spans (OTLP, http/protobuf), as they come.</summary>
internal sealed class ExportListener : IAsyncDisposable
{
    private readonly WebApplication app;

    private ExportListener(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>In the order of their arrival.</summary>
    public ConcurrentQueue<RawSpan> Spans { get; } = new();

    /// <summary>What the exports brought as <c>x-otlp-api-key</c>.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static async Task<ExportListener> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var listener = new ExportListener(app);
        app.Run(listener.TakeAsync);
        await app.StartAsync();
        return listener;
    }

    /// <summary>Waits until nothing has come for two of the exporter's intervals: then all has come.</summary>
    public async Task QuietAsync()
    {
        int before;
        do
        {
            before = Keys.Count;
            await Task.Delay(TimeSpan.FromSeconds(2.5));
        }
        while (Keys.Count != before);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Keys.Enqueue(context.Request.Headers["x-otlp-api-key"].ToString());
        using var body = new MemoryStream();
        if (context.Request.Headers.ContentEncoding == "gzip")
        {
            await using var unzipped = new GZipStream(context.Request.Body, CompressionMode.Decompress);
            await unzipped.CopyToAsync(body);
        }
        else
        {
            await context.Request.Body.CopyToAsync(body);
        }
        foreach (var span in RawSpan.Read(body.ToArray())) Spans.Enqueue(span);
        context.Response.ContentType = "application/x-protobuf";
    }
}
