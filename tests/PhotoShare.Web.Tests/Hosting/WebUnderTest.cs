using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Data;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>PhotoShare.Web as it is, with a hostile server each for signing in, Friendbook and Instapic.</summary>
public sealed class WebUnderTest : IAsyncDisposable
{
    public const string Address = "http://localhost:5010";

    public const string DanceUrl = "http://127.0.0.1:5040";

    private readonly string folder = Directory.CreateTempSubdirectory("photoshare-web-").FullName;
    private PostgresDatabase? database;
    private readonly List<Instance> instances = [];
    private readonly Dictionary<string, string?> settings = [];

    private WebUnderTest()
    {
    }

    public AdjustableClock Clock { get; } = new();
    public HostileServer SignIn { get; private set; } = null!;
    public HostileServer Friendbook { get; private set; } = null!;
    public HostileServer Instapic { get; private set; } = null!;
    public IServiceProvider Services => instances[0].Services;
    public IReadOnlyList<Instance> Instances => instances;
    public HttpMessageInvoker Browsers { get; private set; } = null!;

    /// <summary>All that any instance logged, whatever its level.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>All spans as they leave the process, with every tag and event.</summary>
    public ConcurrentQueue<string> Spans { get; } = [];

    /// <summary>The same as records. Those of other tests' instances that run meanwhile are among them, for .NET's listeners hear all of a process.</summary>
    public RecordedSpans Recorded { get; } = new();

    /// <param name="behindNames">
    /// The authorization servers have public https addresses for browsers, as in a deployment, and Web reads their metadata by http where they are.
    /// </param>
    /// <param name="together">So many instances start at the same time, on an empty database.</param>
    /// <param name="postgres">Its rows are there; none: in SQLite.</param>
    public static async Task<WebUnderTest> StartAsync(
        GarnetServer garnet, Action<Dictionary<string, string?>>? configure = null, bool behindNames = false, int together = 1, PostgresServer? postgres = null)
    {
        var web = new WebUnderTest();
        if (postgres is not null) web.database = await postgres.OrSkip().NewDatabaseAsync(MigrateAsync);
        web.SignIn = await HostileServer.StartAsync(web.Clock, behindNames ? "https://login.example" : null);
        web.Friendbook = await HostileServer.StartAsync(web.Clock, behindNames ? "https://login.friendbook.example" : null);
        web.Instapic = await HostileServer.StartAsync(web.Clock, behindNames ? "https://login.instapic.example" : null);
        web.settings["PublicUrl"] = Address;
        web.settings["DataDirectory"] = web.folder;
        web.settings["ConnectionStrings:database"] = web.database?.User;
        web.settings["DataKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        web.settings["ConnectionStrings:cache"] = garnet.ConnectionString;
        web.settings["Dance:Url"] = DanceUrl;
        web.settings["Dance:FingerprintKey"] = "one key for all instances";
        web.settings["SignIn:Issuer"] = web.SignIn.Issuer;
        if (behindNames) web.settings["SignIn:MetadataAddress"] = $"{web.SignIn.Address}/.well-known/openid-configuration";
        foreach (var (id, server) in ((string, HostileServer)[])[("friendbook", web.Friendbook), ("instapic", web.Instapic)])
        {
            web.settings[$"Networks:{id}:Issuer"] = server.Issuer;
            web.settings[$"Networks:{id}:ApiUrl"] = $"{server.Address}/api";
            if (behindNames) web.settings[$"Networks:{id}:MetadataAddress"] = $"{server.Address}/.well-known/openid-configuration";
        }
        configure?.Invoke(web.settings);
        await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Task.Run(() => web.StartInstance())));
        web.Browsers = new HttpMessageInvoker(web.instances[0].Server.CreateHandler());
        return web;
    }

    /// <summary>All that is in the database, byte by byte.</summary>
    public async Task<string> StoredAsync() =>
        database is not null ? await database.ContentAsync() : string.Concat(Directory.GetFiles(folder).Select(ReadShared));

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    public static async Task MigrateAsync(string connectionString)
    {
        await using var database = new PostgresWebDatabase(new DbContextOptionsBuilder<PostgresWebDatabase>().UseNpgsql(connectionString).Options);
        await database.Database.MigrateAsync();
    }

    /// <summary>Where a browser that goes to a public address ends up.</summary>
    public Uri Resolve(Uri address) =>
        new[] { SignIn, Friendbook, Instapic }.FirstOrDefault(server => server.PublicAddress == address.GetLeftPart(UriPartial.Authority)) is { } behind
            ? new Uri(behind.Address + address.PathAndQuery) : address;

    /// <summary>One more process of Web, as far as it can tell: it shares the database and Redis with the others.</summary>
    public Instance StartInstance(Action<Dictionary<string, string?>>? configure = null)
    {
        var own = new Dictionary<string, string?>(settings);
        configure?.Invoke(own);
        var instance = new Instance(own, Clock, Log, Spans, Recorded);
        lock (instances) instances.Add(instance);
        instance.StartServer();
        return instance;
    }

    /// <summary>From now on this instance answers the browsers.</summary>
    public void LetAnswer(Instance instance)
    {
        Browsers.Dispose();
        Browsers = new HttpMessageInvoker(instance.Server.CreateHandler());
    }

    /// <summary>From now on each request of the browsers goes to another instance than the one before.</summary>
    public void LetAllAnswerInTurn()
    {
        Browsers.Dispose();
        Browsers = new HttpMessageInvoker(new InTurn([.. instances.Select(instance => new HttpMessageInvoker(instance.Server.CreateHandler()))]));
    }

    /// <summary>One more instance, in a process of its own that can be killed.</summary>
    public Task<WebProcess> StartProcessAsync() => WebProcess.StartAsync(settings);

    public Browser NewBrowser() => new(this);

    /// <summary>A browser in which this person has signed in to PhotoShare.</summary>
    public async Task<Browser> SignedInAsync(string? person = null)
    {
        if (person is not null) SignIn.Subject = person;
        var browser = NewBrowser();
        await browser.GetAsync("/sign-in");
        return browser;
    }

    /// <summary>A browser whose person has connected Friendbook and kept the account.</summary>
    public async Task<Browser> ConnectedAsync(string? person = null, string network = "friendbook")
    {
        var browser = await SignedInAsync(person);
        await browser.ConnectAsync(network);
        return browser;
    }

    public Task<AccessTokenResult> TokenAsync(string network = "friendbook", IServiceProvider? instance = null, string? refused = null)
    {
        var services = instance ?? Services;
        services.GetRequiredService<NetworkCatalogue>().TryGet(network, out var known);
        return services.GetRequiredService<ConnectionTokens>().GetAccessTokenAsync(SignIn.Subject, known!, refused);
    }

    public async ValueTask DisposeAsync()
    {
        Browsers?.Dispose();
        foreach (var instance in instances) await instance.DisposeAsync();
        foreach (var server in (HostileServer[])[SignIn, Friendbook, Instapic]) await server.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public sealed class Instance(Dictionary<string, string?> settings, AdjustableClock clock, ConcurrentQueue<string> log, ConcurrentQueue<string> spans, RecordedSpans recorded) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(settings.GetValueOrDefault("Environment") ?? "Development");
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LogQueue(log)));
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.ConfigureOpenTelemetryTracerProvider(tracing => tracing
                    .AddProcessor(new SimpleActivityExportProcessor(new SpanQueue(spans)))
                    .AddProcessor(new SimpleActivityExportProcessor(recorded.NewExporter())));
            });
        }
    }

    private sealed class InTurn(HttpMessageInvoker[] answering) : HttpMessageHandler
    {
        private int requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answering[Interlocked.Increment(ref requests) % answering.Length].SendAsync(request, cancellationToken);
    }

    private sealed class SpanQueue(ConcurrentQueue<string> queue) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                var tags = span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags)).Select(tag => $"{tag.Key}={tag.Value}");
                queue.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', tags)}");
            }
            return ExportResult.Success;
        }
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

public static class ConnectingBrowser
{
    /// <summary>Connect, yes at the network, keep.</summary>
    public static async Task<Page> ConnectAsync(this Browser browser, string network = "friendbook") =>
        await browser.PressAsync(await browser.StartConnectingAsync(network), $"/connections/{network}/keep");

    /// <summary>Connect and yes at the network: the page that asks whether to keep the account, or a problem.</summary>
    public static async Task<Page> StartConnectingAsync(this Browser browser, string network = "friendbook") =>
        await browser.PressAsync(await browser.GetAsync("/connections"), $"/connections/{network}/connect");
}
