using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>Whose trace context a service takes up: through Kestrel, ASP.NET Core's hosting and OpenTelemetry's instrumentation, as they run.</summary>
public sealed class BrowserContextTests : IAsyncLifetime
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private WebApplication service = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        service = builder.Build();
        service.MapGet("/", () =>
        {
            var span = Activity.Current!;
            return $"{span.TraceId} {span.ParentSpanId} {span.TraceStateString} {string.Join(',', span.Baggage)} {string.Join(',', Baggage.Current.GetBaggage())}";
        });
        await service.StartAsync();
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_server_s_trace_context_is_taken_up()
    {
        var seen = await GetAsync();

        Assert.Equal($"{Trace} b7ad6b7169203331 vendor=of-sender [of, sender] [of, sender]", seen);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Sec-Fetch-Mode", "navigate")]
    [InlineData("Sec-Fetch-Dest", "document")]
    [InlineData("Sec-Fetch-User", "?1")]
    [InlineData("Origin", "http://localhost:5010")]
    [InlineData("Cookie", "session=1")]
    [InlineData("Accept-Language", "en")]
    [InlineData("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")]
    public async Task A_browser_s_is_not_and_neither_are_its_state_and_baggage(string header, string value)
    {
        var seen = await GetAsync((header, value));

        Assert.Matches("^[0-9a-f]{32} 0000000000000000 {3}$", seen);
        Assert.DoesNotContain(Trace, seen);
    }

    [Fact]
    public async Task A_browser_can_t_have_its_request_left_out_of_traces()
    {
        using var spans = new RecordedTraces();
        service.Services.GetRequiredService<TracerProvider>().AddProcessor(spans);
        // Its own: every provider of the process hears of the spans of all tests.
        var notSampled = ActivityTraceId.CreateRandom().ToString();

        var server = await GetAsync(("traceparent", $"00-{notSampled}-b7ad6b7169203331-00"));
        var browser = await GetAsync(("traceparent", $"00-{notSampled}-b7ad6b7169203331-00"), ("Sec-Fetch-Site", "none"));

        Assert.StartsWith(notSampled, server, StringComparison.Ordinal);
        await spans.WaitForAsync(browser.Split(' ')[0]);
        Assert.False(spans.Has(notSampled));
    }

    [Fact]
    public async Task What_a_service_sends_on_is_its_own_context()
    {
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var source = new ActivitySource("PhotoShare.Tests");
        using var span = source.StartActivity("outer");

        Assert.StartsWith(span!.TraceId.ToString(), await client.GetStringAsync(new Uri(service.Urls.Single())));
    }

    private async Task<string> GetAsync(params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null, UseCookies = false };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, service.Urls.Single());
        (string, string)[] context = [("traceparent", $"00-{Trace}-b7ad6b7169203331-01"), ("tracestate", "vendor=of-sender"), ("baggage", "of=sender")];
        foreach (var (name, value) in headers.Concat(context).DistinctBy(header => header.Item1))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync();
    }

    private sealed class RecordedTraces : BaseProcessor<Activity>
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> traces = new();

        public bool Has(string trace) => traces.TryGetValue(trace, out var seen) && seen.Task.IsCompleted;

        public Task WaitForAsync(string trace) => Of(trace).Task.WaitAsync(TimeSpan.FromSeconds(60));

        public override void OnEnd(Activity data)
        {
            if (data.Kind == ActivityKind.Server && data.Recorded) Of(data.TraceId.ToString()).TrySetResult();
        }

        private TaskCompletionSource Of(string trace) => traces.GetOrAdd(trace, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
