using System.Diagnostics;
using System.Globalization;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Dance.Tests.Recorded;

public sealed class KeycloakRecording
{
    [Fact(Explicit = true)]
    public async Task Record()
    {
        await using var listener = await ExportListener.StartAsync();
        await using var server = new KeycloakServer
        {
            Settings = new Dictionary<string, string>
            {
                ["KC_TRACING_ENABLED"] = "true",
                ["KC_TRACING_ENDPOINT"] = listener.Address.ToString().TrimEnd('/'),
                ["KC_TRACING_PROTOCOL"] = "http/protobuf",
                ["KC_TRACING_SERVICE_NAME"] = "keycloak",
                ["KC_TRACING_HEADER_X_OTLP_API_KEY"] = "try-me",
                ["QUARKUS_OTEL_BSP_SCHEDULE_DELAY"] = "1s",
            },
        };
        await server.InitializeAsync();
        await server.ReadyAsync();
        using var source = new ActivitySource("recording");
        using var listen = new ActivityListener { ShouldListenTo = s => s.Name is "recording" or "System.Net.Http", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listen);
        using (source.StartActivity("connect friendbook"))
        {
            Console.WriteLine("friendbook trace " + Activity.Current!.TraceId);
            var client = new TestClient(server, "friendbook", "photoshare", "/connections/friendbook/callback", server.ConnectingKey);
            var person = server.NewPerson("friendbook");
            var answer = await client.DanceAsync(person, "openid profile photos.read offline_access");
            await client.RefreshAsync(answer.RefreshToken!);
            await client.RevokeAsync(answer.RefreshToken!);
        }
        using (source.StartActivity("connect instapic"))
        {
            Console.WriteLine("instapic trace " + Activity.Current!.TraceId);
            var client = new TestClient(server, "instapic", "photoshare", "/connections/instapic/callback", server.ConnectingKey);
            var browser = new Browser(server);
            var (at, verifier) = await client.StartAsync(browser, "openid profile photos.read", ("prompt", "consent"));
            at = await browser.OpenAsync(Assert.IsType<Page>(at).ProviderLink("friendbook"));
            at = await browser.SignInAsync(at, server.NewPerson("friendbook"));
            var arrival = Assert.IsType<Arrival>(await browser.ConsentAsync(at));
            foreach (var h in at.Hops.Concat(arrival.Hops)) Console.WriteLine($"{h.Method} {h.Uri} {h.Status} -> {h.Location}");
            await client.RedeemAsync(new(arrival["code"]!, verifier, browser, arrival));
        }
        await Task.Delay(7000);
        await using var raw = new StreamWriter("/tmp/join-raw.txt");
        await raw.WriteLineAsync(string.Join(",", listener.Keys));
        foreach (var s in listener.Spans)
            await raw.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{s.Span.TraceId[..6]} {s.Span.SpanId[..6]} <{s.Span.ParentSpanId}> {s.Span.Kind} {s.Span.StartNanoseconds / 1000000 % 1000000} +{(s.Span.EndNanoseconds - s.Span.StartNanoseconds) / 1000000} svc={s.Span.Service} scope={s.Span.Scope} {s.Span.Name} :: {string.Join(" | ", s.Attributes.Select(a => a.Key + "=" + a.Value))}"));
    }
}
