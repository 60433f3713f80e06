using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using PhotoShare.AuthorizationServer.Brokering;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using PhotoShare.AuthorizationServer.Tests.Protocol;

namespace PhotoShare.AuthorizationServer.Tests.Hops;

/// <summary>The whole server in this process with the realms of this repository, among them Instapic, which asks Friendbook; and all its spans.</summary>
public sealed class FederationServer : WebApplicationFactory<Program>
{
    public const string Address = "http://as.test", Client = "http://web.test", ApiSecret = "the secret of the photo API", FingerprintKey = "a key for this test";

    private readonly string folder = Directory.CreateTempSubdirectory("photoshare-hops-").FullName;
    private readonly ConcurrentQueue<string> raw = new();
    private readonly ActivityListener listener;

    public FederationServer()
    {
        // Before the server's own: sees spans before anything is taken out of them.
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => raw.Enqueue(SpanLog.Read(activity).Text),
        };
        ActivitySource.AddActivityListener(listener);
    }

    internal ClientKey Key { get; } = new();

    internal SpanLog Spans { get; } = new();

    /// <summary>What the spans would say without redaction.</summary>
    public string Raw => string.Join('\n', raw);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var realms = Directory.CreateDirectory(Path.Combine(folder, "realms")).FullName;
        foreach (var source in (string[])["Realms", "Realms/Development"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), "PhotoShare.AppHost", source), "*.json"))
                File.Copy(file, Path.Combine(realms, Path.GetFileName(file)));
        builder.UseSetting("realms", realms).UseSetting("public-url", Address).UseSetting("DataDirectory", Path.Combine(folder, "data"))
            .UseSetting("PHOTOSHARE_WEB_URL", Client).UseSetting("PHOTOSHARE_WEB_JWKS_URL", Client + "/jwks")
            .UseSetting("AUTHORIZATION_SERVER_URL", Address).UseSetting("AUTHORIZATION_SERVER_INTERNAL_URL", Address)
            .UseSetting("FRIENDBOOK_API_SECRET", ApiSecret).UseSetting("INSTAPIC_API_SECRET", ApiSecret)
            .UseSetting("Dance:FingerprintKey", FingerprintKey)
            // As Aspire sets it: the instrumentation takes nothing out, so what is missing was taken out by ours.
            .UseSetting("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
        builder.UseEnvironment("Development");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services =>
        {
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(Spans));
            foreach (var name in (string[])[ProviderClient.HttpClientName, ClientKeys.HttpClientName])
                services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new Network(Server.CreateHandler(), Key.PublicSet));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        listener.Dispose();
        if (disposing && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static string Root(string from) => File.Exists(Path.Combine(from, "PhotoShare.sln")) ? from : Root(Path.GetDirectoryName(from)!);

    /// <summary>The server reaches itself, and the client's key set.</summary>
    private sealed class Network(HttpMessageHandler server, string keys) : DelegatingHandler(server)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Host == "web.test" ? Task.FromResult(new HttpResponseMessage { Content = new StringContent(keys) }) : base.SendAsync(request, cancellationToken);
    }
}
