using System.Text.Json;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>Records what a real Keycloak exports of whole dances, redacted, into this folder: run record.sh.</summary>
public sealed class KeycloakRecording
{
    private const string Key = "the key of recordings", ApiKey = "the key of the exporter";

    // A request makes twenty to sixty of them, all alike.
    private const int StatementsKept = 3;

    private readonly Fingerprints fingerprints = new(Key);

    [Fact(Explicit = true)]
    public async Task Dances_with_Keycloak_are_recorded()
    {
        await using var listener = await ExportListener.StartAsync();
        await using var server = new KeycloakServer { Settings = Tracing(listener.Address) };
        await server.InitializeAsync();
        await server.ReadyAsync();
        using var web = new PlayedWeb(server, fingerprints);
        Answer? tokens = null;

        await RecordAsync("connect", async () => (tokens, _) = await web.ConnectAsync("friendbook", (browser, address) => SignInAndConsentAsync(browser, browser.OpenAsync(address))));
        await RecordAsync("refresh", () => web.LaterAsync("refresh", HopSteps.Refresh, "friendbook", client => client.RefreshAsync(tokens!.RefreshToken!)));
        await RecordAsync("disconnect", () => web.LaterAsync("disconnect", HopSteps.Revocation, "friendbook", client => client.RevokeAsync(tokens!.RefreshToken!)));
        await RecordAsync("denial", () => web.ConnectAsync("friendbook", (browser, address) => SignInAndConsentAsync(browser, browser.OpenAsync(address), agree: false)));
        await RecordAsync("wrong-password", () => web.ConnectAsync("friendbook", async (browser, address) =>
        {
            var person = server.NewPerson("friendbook");
            var again = await browser.SignInAsync(await browser.OpenAsync(address), person, "not the password");
            return await browser.ConsentAsync(await browser.SignInAsync(again, person));
        }));
        await RecordAsync("federation", () => web.ConnectAsync("instapic", async (browser, address) =>
            await SignInAndConsentAsync(browser, browser.OpenAsync(Assert.IsType<Page>(await browser.OpenAsync(address)).ProviderLink("friendbook")))));

        Assert.All(listener.Keys, key => Assert.Equal(ApiKey, key));

        async Task<Whereabouts> SignInAndConsentAsync(Browser browser, Task<Whereabouts> page, bool agree = true) =>
            await browser.ConsentAsync(await browser.SignInAsync(await page, server.NewPerson("friendbook")), agree);

        async Task RecordAsync(string name, Func<Task> dance)
        {
            await listener.QuietAsync();
            listener.Spans.Clear();
            web.Spans.Clear();
            await dance();
            await listener.QuietAsync();
            await WriteAsync(name, [.. web.Spans], listener.Spans, server.Url.Port);
        }
    }

    private static Dictionary<string, string> Tracing(Uri endpoint) => new()
    {
        ["KC_TRACING_ENABLED"] = "true",
        ["KC_TRACING_ENDPOINT"] = endpoint.ToString().TrimEnd('/'),
        ["KC_TRACING_PROTOCOL"] = "http/protobuf",
        ["KC_TRACING_SERVICE_NAME"] = "keycloak",
        ["KC_TRACING_HEADER_X_OTLP_API_KEY"] = ApiKey,
        ["QUARKUS_OTEL_BSP_SCHEDULE_DELAY"] = "1s",
    };

    // One span a line. Web's first: how the two are mixed is the tests' business.
    private async Task WriteAsync(string name, IReadOnlyList<SpanRecord> web, IEnumerable<RawSpan> keycloak, int port)
    {
        var spans = web.Where(span => span["oauth.hop.step"] is not null || web.Any(other => other.SpanId == span.ParentSpanId))
            .Concat(keycloak.Select(raw => Redacted.Of(raw, fingerprints)).GroupBy(span => (span.ParentSpanId, IsStatement: span["db.system"] is not null))
                .SelectMany(group => group.Key.IsStatement ? group.Take(StatementsKept) : group));
        var lines = spans.Select(span => JsonSerializer.Serialize(span, Recording.Json).Replace($"{port}", "8080", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(Repository.Recorded, $"{name}.json"), $"[\n{string.Join(",\n", lines)}\n]\n");
    }
}
