using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Instrumentation.AspNetCore;
using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Redaction;

namespace PhotoShare.Dance.Receiving;

/// <summary>Receives OTLP: by HTTP where everything else is, by gRPC on an address of its own.</summary>
internal static class ReceivingSetup
{
    public static void AddReceiving(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(DanceOptions.Section).Get<DanceOptions>() ?? new DanceOptions();
        builder.Services.AddSingleton<SenderCheck>().AddSingleton<ExportReading>().AddSingleton<SpanQueue>().AddSingleton<SpanRedaction>().AddSingleton<Reception>();
        // Beside foreign applications nobody carries the dance's trace: every service's spans are looked up.
        builder.Services.TryAddSingleton(services => new Joiner(new JoiningOptions { EveryService = services.GetRequiredService<Watching.Issuers>().All.Count > 0 }));
        builder.Services.AddHostedService<Pipeline>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.Receiving.MaxBodyBytes;
            grpc.CompressionProviders = [new BoundedGzip(options.Receiving.MaxBodyBytes)];
            grpc.IgnoreUnknownServices = true;
        });
        // What watches must not be seen watching: each export would make spans, and these another export. Pages that listen would make spans as long as somebody looks.
        builder.Services.PostConfigure<AspNetCoreTraceInstrumentationOptions>(tracing =>
        {
            var others = tracing.Filter;
            tracing.Filter = context => !IsOfWatching(context.Request.Path) && (others?.Invoke(context) ?? true);
        });
        builder.ListenForGrpc(options.GrpcUrl ?? (builder.Environment.IsDevelopment() ? "http://127.0.0.1:5041" : ""));
    }

    /// <summary>
    /// Without TLS nothing tells HTTP/2 from HTTP/1.1 when a connection begins (RFC 9113 section 3.3: prior knowledge), and Kestrel speaks only
    /// HTTP/1.1 on an address that may have both. So gRPC has an address where HTTP/2 is all there is.
    /// </summary>
    private static void ListenForGrpc(this WebApplicationBuilder builder, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return;
        var others = builder.Configuration["urls"] is { Length: > 0 } urls ? urls : builder.Configuration["http_ports"] is { Length: > 0 } ports
            ? string.Join(';', ports.Split(';').Select(port => $"http://*:{port}"))
            : "http://127.0.0.1:5040";
        builder.WebHost.UseUrls([.. others.Split(';', StringSplitOptions.RemoveEmptyEntries), url]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen =>
        {
            if (listen.EndPoint is IPEndPoint { Port: var port } && port == address.Port) listen.Protocols = HttpProtocols.Http2;
        }));
    }

    internal static bool IsOfWatching(PathString path) => path == OtlpEndpoint.Path || path.StartsWithSegments($"/{TraceContract.Name}")
        || path == Pages.Paths.Events || (path.StartsWithSegments("/dances") && path.Value!.EndsWith(Pages.Paths.Events, StringComparison.Ordinal));
}
