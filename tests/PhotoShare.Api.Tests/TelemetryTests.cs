using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests;

/// <summary>Tokens and secrets come in with requests and go out with introspection; they stay out of logs (even at Trace) and spans.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly ApiHost api = new();

    public ValueTask InitializeAsync() => api.InitializeAsync();
    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task No_token_and_no_secret_is_in_any_log_line_or_span()
    {
        var spans = new ConcurrentQueue<string>();
        using var host = api.WithWebHostBuilder(web => web.ConfigureTestServices(services =>
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new SpanTexts(spans)))));
        var good = api.Realm.Token().ToString();
        string[] tokens =
        [
            good,
            api.Realm.Token().EndingIn(TimeSpan.FromMinutes(-5)).ToString(),
            api.Realm.Token().SignedBy(null).ToString(),
            api.Realm.Token().Scopes("other").ToString(),
            "not-a-token-but-secret-all-the-same",
        ];

        foreach (var token in tokens)
        {
            using var client = host.CreateClient();
            (await SendAsync(client, "/albums", token)).Dispose();
            (await SendAsync(client, $"/albums?access_token={token}", null)).Dispose();
        }
        api.Realm.IsDown = true;
        api.Clock.Advance(TimeSpan.FromSeconds(5));
        using (var client = host.CreateClient())
        using (var refused = await SendAsync(client, "/albums", good))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();

        var everything = string.Join('\n', api.Lines.All.Concat(spans));
        Assert.Contains("GET /albums", everything);
        Assert.Contains("/realm/introspect", everything);
        foreach (var token in tokens)
        {
            Assert.DoesNotContain(token, everything);
            // The signature alone, too, for what prints a token in parts.
            if (token.Split('.') is [_, _, { Length: > 0 } signature]) Assert.DoesNotContain(signature, everything);
        }
        Assert.DoesNotContain(TestRealm.ClientSecret, everything);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string url, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return client.SendAsync(request);
    }

    /// <summary>Registered after the redaction, so it sees what an exporter would.</summary>
    private sealed class SpanTexts(ConcurrentQueue<string> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue($"{data.DisplayName} {data.StatusDescription} {string.Join(' ', data.TagObjects)} {string.Join(' ', data.Events.SelectMany(e => e.Tags))}");
    }
}
