using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PhotoShare.Api.Tests.Realm;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Api.Tests.Hops;

/// <summary>What the API's spans tell of a read with a token. Alone, for spans of one host in this process are seen by all others.</summary>
[CollectionDefinition(nameof(HopTests), DisableParallelization = true)]
[Collection(nameof(HopTests))]
public sealed class HopTests : IAsyncLifetime
{
    private static readonly Fingerprints Fingerprints = new("a key for this test");

    private readonly ApiHost api = new();
    private readonly Hops hops = new();
    private Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> host = null!;

    public async ValueTask InitializeAsync()
    {
        await api.InitializeAsync();
        host = api.WithWebHostBuilder(web => web.UseSetting("Dance:FingerprintKey", "a key for this test").ConfigureTestServices(services =>
            services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(hops))));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await api.DisposeAsync();
    }

    [Fact]
    public async Task A_read_is_told_with_all_that_the_API_asks_its_realm_for_it()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(api.Realm.Token().ToString()));

        Assert.Equal(
        [
            "resource_request: ? → resource_server@friendbook",
            "discovery: resource_server@friendbook → authorization_server@friendbook",
            "key_set: resource_server@friendbook → authorization_server@friendbook",
            "introspection: resource_server@friendbook → authorization_server@friendbook",
        ], (await hops.AllAsync()).Select(Text));
        var (read, rest) = ((await hops.AllAsync())[0], (await hops.AllAsync()).Skip(1));
        Assert.All(rest, hop => Assert.Equal(read.SpanId, hop.ParentSpanId));
    }

    [Fact]
    public async Task A_read_says_which_token_was_sent_and_introspection_what_the_realm_says_of_it()
    {
        var token = api.Realm.Token().ToString();
        foreach (var (name, value) in new Dictionary<string, object> { ["iss"] = api.Realm.Issuer, ["aud"] = new[] { "friendbook-api", "account" }, ["scope"] = "photos.read", ["exp"] = 1900000000, ["username"] = "ada-of-friendbook" })
            api.Realm.Says[name] = value;

        await GetAsync(token);

        var (read, asked) = (await HopAsync("resource_request"), await HopAsync("introspection"));
        Assert.Equal((Fingerprints.Of(token), "friendbook-api", "photos.read", "photoshare"),
            (Sent(read, "access_token"), Sent(read, "access_token.aud"), Sent(read, "access_token.scope"), Sent(read, "client_id")));
        Assert.Equal((Fingerprints.Of(token), "friendbook-api"), (Sent(asked, "token"), Sent(asked, "client_id")));
        Assert.Equal(("true", api.Realm.Issuer, "friendbook-api account", "photos.read", "1900000000"),
            (Received(asked, "active"), Received(asked, "iss"), Received(asked, "aud"), Received(asked, "scope"), Received(asked, "exp")));
        Assert.DoesNotContain("ada", string.Join(' ', read.TagObjects.Concat(asked.TagObjects)));
    }

    [Fact]
    public async Task A_revoked_token_is_told_as_refused_with_the_error_of_the_challenge()
    {
        var token = api.Realm.Token();
        api.Realm.Revoke(token);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(token.ToString()));

        var read = await HopAsync("resource_request");
        Assert.Equal(("invalid_token", "photoshare"), (read.GetTagItem(HopAttributes.Error), Sent(read, "client_id")));
        Assert.Equal("false", Received(await HopAsync("introspection"), "active"));
    }

    [Fact]
    public async Task A_token_of_the_wrong_scope_and_a_realm_that_is_down_are_told_apart()
    {
        var good = api.Realm.Token().ToString();
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(api.Realm.Token().Scopes("profile").ToString()));
        api.Realm.IsDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(good));

        Assert.Equal(["insufficient_scope", "realm_unavailable"], (await hops.AllAsync()).Where(hop => Step(hop) == "resource_request").Select(hop => hop.GetTagItem(HopAttributes.Error)));
        Assert.Equal("refused", (await hops.AllAsync()).Last(hop => Step(hop) == "introspection").GetTagItem(HopAttributes.Error));
    }

    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJcdWQ4MDAifQ.c2ln", "text that is no Unicode")]
    [InlineData("eyJ.eyJ.eyJ", "no JSON")]
    [InlineData("opaque-and-made-up", "no token at all")]
    public async Task Whatever_is_sent_for_a_token_is_refused_and_told(string token, string why)
    {
        Assert.True(await GetAsync(token) == HttpStatusCode.Unauthorized, why);

        var read = await HopAsync("resource_request");
        Assert.Equal((Fingerprints.Of(token), "invalid_token"), (Sent(read, "access_token"), read.GetTagItem(HopAttributes.Error)));
        // What nobody has vouched for says nothing about the client.
        Assert.Null(Sent(read, "client_id"));
    }

    [Fact]
    public async Task A_request_without_a_token_is_no_hop()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(null));

        Assert.Empty(await hops.AllAsync());
    }

    private async Task<HttpStatusCode> GetAsync(string? token)
    {
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/albums");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<Activity> HopAsync(string step) => Assert.Single(await hops.AllAsync(), hop => Step(hop) == step);

    private static string? Step(Activity hop) => hop.GetTagItem(HopAttributes.Step) as string;

    private static string? Sent(Activity hop, string name) => hop.GetTagItem(HopAttributes.Sent + name) as string;

    private static string? Received(Activity hop, string name) => hop.GetTagItem(HopAttributes.Received + name) as string;

    private static string Text(Activity hop) => $"{Step(hop)}: {hop.GetTagItem(HopAttributes.From) ?? "?"} → {hop.GetTagItem(HopAttributes.To)}";

    /// <summary>Registered after the redaction, so it sees what an exporter would.</summary>
    private sealed class Hops : BaseProcessor<Activity>
    {
        private readonly ConcurrentQueue<Activity> ended = new();
        private readonly SemaphoreSlim ends = new(0);
        private int underWay;

        /// <summary>In the order of their starts, once every request has ended: its answer is there a little before its span is.</summary>
        public async Task<IReadOnlyList<Activity>> AllAsync()
        {
            while (Volatile.Read(ref underWay) > 0) Assert.True(await ends.WaitAsync(TimeSpan.FromSeconds(30)), "A request does not end.");
            return [.. ended.Where(span => Step(span) is not null).OrderBy(span => span.StartTimeUtc)];
        }

        public override void OnStart(Activity data) => Interlocked.Increment(ref underWay);

        public override void OnEnd(Activity data)
        {
            ended.Enqueue(data);
            Interlocked.Decrement(ref underWay);
            ends.Release();
        }
    }
}
