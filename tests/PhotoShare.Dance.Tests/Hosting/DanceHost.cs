using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Hosting;

/// <summary>PhotoShare.Dance as it is, listening on loopback.</summary>
public sealed class DanceHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> settings;
    private readonly Action<IServiceCollection>? services;

    public DanceHost(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        (this.settings, this.services) = (settings ?? [], services);
        GrpcAddress = new Uri($"http://127.0.0.1:{TestPorts.One()}");
        UseKestrel();
        StartServer();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => new Uri(address) != GrpcAddress));
        Http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
    }

    public Uri Address { get; }

    public Uri GrpcAddress { get; }

    public HttpMessageInvoker Http { get; }

    public DanceBook Book => Services.GetRequiredService<DanceBook>();

    public ConcurrentQueue<string> Log { get; } = [];

    public async Task<HttpResponseMessage> GetAsync(string path, string? host = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Host = host;
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await Http.SendAsync(request, CancellationToken.None);
    }

    /// <summary>What is kept of a trace, as soon as anything is.</summary>
    internal async Task<SpanRecord[]> KeptAsync(string traceId)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (Book.Spans(traceId) is { Length: > 0 } spans) return spans;
            await Task.Delay(10);
        }
        throw new TimeoutException($"Nothing of the trace {traceId} was kept.");
    }

    internal async Task<HttpResponseMessage> PostAsync(byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/v1/traces")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        change?.Invoke(request);
        return await Http.SendAsync(request, CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(settings.GetValueOrDefault("Environment") ?? "Development");
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Dance:GrpcUrl", $"http://127.0.0.1:{GrpcAddress.Port}");
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LogQueue(Log)));
        if (services is not null) builder.ConfigureTestServices(services);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Http?.Dispose();
        base.Dispose(disposing);
    }

    private sealed class LogQueue(ConcurrentQueue<string> queue) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            queue.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
