using System.Collections.Concurrent;
using System.Diagnostics;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>Plays PhotoShare.Web's part before a real authorization server, with the hops that Web marks, and keeps its spans.</summary>
internal sealed class PlayedWeb : IDisposable
{
    private static readonly Party Web = Party.Client("photoshare");

    private readonly ActivitySource source = new("PhotoShare.Web");
    private readonly ActivityListener listener;
    private readonly HopRecorder hops;
    private readonly AuthorizationServerUnderTest server;

    public PlayedWeb(AuthorizationServerUnderTest server, Fingerprints fingerprints)
    {
        (this.server, hops) = (server, new(fingerprints));
        listener = new()
        {
            ShouldListenTo = source => source.Name is "PhotoShare.Web" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Spans.Enqueue(Record(activity)),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ConcurrentQueue<SpanRecord> Spans { get; } = new();

    /// <summary>From the press on Connect to the callback; what the browser does at the server meanwhile is the caller's.</summary>
    public async Task<(Answer? Tokens, ActivityContext Dance)> ConnectAsync(string network, Func<Browser, Uri, Task<Whereabouts>> travel)
    {
        var client = Client(network);
        var (browser, verifier) = (new Browser(server), OAuth.Pkce.CreateVerifier());
        Uri address;
        ActivityContext dance;
        using (var request = Serve("POST", $"/connections/{network}", parent: default))
        {
            var start = hops.Mark(request, HopSteps.Start, Party.Browser, Web);
            start.Activity!.SetTag(HopAttributes.DanceKind, "connect").SetTag(HopAttributes.DanceNetwork, network).SetTag(HopAttributes.DanceClient, "photoshare");
            dance = request.Context;
            address = await PushAsync(client, verifier);
            using var redirect = hops.Start(source, HopSteps.RedirectOut, Web, Party.Browser).Waiting("signing in");
            redirect.Sent(Query(address)).Activity!.SetTag("url.full", address.GetLeftPart(UriPartial.Path));
            request.SetTag("http.response.status_code", "302");
        }
        var arrival = Assert.IsType<Arrival>(await travel(browser, address));
        return (await CallbackAsync(client, network, arrival, new(arrival["code"] ?? "", verifier, browser, arrival), dance), dance);
    }

    /// <summary>A trace of its own, linked to the dance.</summary>
    public async Task<Answer> LaterAsync(string kind, HopStep step, string network, Func<TestClient, Task<Answer>> ask)
    {
        using var request = Serve("POST", $"/connections/{network}/{kind}", default);
        var first = hops.Mark(request, kind == "disconnect" ? HopSteps.Disconnect : HopSteps.PageRead, Party.Browser, Web);
        first.Activity!.SetTag(HopAttributes.DanceKind, kind).SetTag(HopAttributes.DanceNetwork, network).SetTag(HopAttributes.DanceOutcome, kind == "disconnect" ? "disconnected" : "refreshed");
        request.SetTag("http.response.status_code", "302");
        using var hop = hops.Start(source, step, Web, Party.AuthorizationServer(network));
        return await ask(Client(network));
    }

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }

    private TestClient Client(string network) => new(server, network, "photoshare", $"/connections/{network}/callback", server.ConnectingKey);

    private async Task<Uri> PushAsync(TestClient client, string verifier)
    {
        using var hop = hops.Start(source, HopSteps.PushedRequest, Web, Party.AuthorizationServer(client.Realm));
        var request = client.AuthorizationRequest("openid profile photos.read offline_access", verifier).With("prompt", "consent");
        hop.Sent(request).Sent("client_assertion", client.Assertion().ToString());
        var answer = (await client.PushAsync(request)).Succeeded();
        hop.Received("request_uri", answer["request_uri"]).Activity!.SetTag("http.response.status_code", "201");
        return await client.FrontChannelAsync(answer["request_uri"]!);
    }

    private async Task<Answer?> CallbackAsync(TestClient client, string network, Arrival arrival, Grant grant, ActivityContext dance)
    {
        using var request = Serve("GET", $"/connections/{network}/callback", dance);
        var callback = hops.Mark(request, HopSteps.Callback, Party.Browser, Web).Sent(Query(arrival.Uri));
        request.SetTag("http.response.status_code", "302");
        if (arrival["error"] is { } error)
        {
            callback.Refused(error).Activity!.SetTag(HopAttributes.DanceOutcome, "refused");
            return null;
        }
        using var hop = hops.Start(source, HopSteps.TokenRequest, Web, Party.AuthorizationServer(network));
        hop.Sent("grant_type", "authorization_code").Sent("code", grant.Code).Sent("redirect_uri", client.RedirectUri).Sent("code_verifier", grant.Verifier)
            .Sent("client_assertion", client.Assertion().ToString());
        var answer = (await client.RedeemAsync(grant)).Succeeded();
        foreach (var name in new[] { "access_token", "refresh_token", "id_token", "token_type", "expires_in", "scope" }) hop.Received(name, answer[name]);
        hop.Activity!.SetTag("http.response.status_code", "200");
        request.SetTag(HopAttributes.DanceOutcome, "connected");
        return answer;
    }

    private Activity Serve(string method, string path, ActivityContext parent)
    {
        // The test itself is no part of the dance.
        Activity.Current = null;
        var request = source.StartActivity($"{method} {path}", ActivityKind.Server, parent)!;
        var url = new Uri(AuthorizationServerUnderTest.ClientUrl + path);
        return request.SetTag("http.request.method", method).SetTag("url.scheme", url.Scheme).SetTag("url.path", url.AbsolutePath)
            .SetTag("server.address", url.Host).SetTag("server.port", $"{url.Port}");
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri uri) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));

    private static SpanRecord Record(Activity activity) => new()
    {
        TraceId = activity.TraceId.ToHexString(),
        SpanId = activity.SpanId.ToHexString(),
        ParentSpanId = activity.ParentSpanId == default ? "" : activity.ParentSpanId.ToHexString(),
        Name = activity.DisplayName,
        Kind = activity.Kind switch { ActivityKind.Server => SpanKind.Server, ActivityKind.Client => SpanKind.Client, _ => SpanKind.Internal },
        StartNanoseconds = (activity.StartTimeUtc - DateTime.UnixEpoch).Ticks * 100,
        EndNanoseconds = (activity.StartTimeUtc + activity.Duration - DateTime.UnixEpoch).Ticks * 100,
        Service = "web",
        Scope = activity.Source.Name,
        Attributes = activity.TagObjects.Where(tag => tag.Key.StartsWith("oauth.", StringComparison.Ordinal) || tag.Key is "http.request.method" or "http.response.status_code" or "url.scheme" or "url.path" or "server.address" or "server.port" or "url.full")
            .ToDictionary(tag => tag.Key, tag => tag.Key == "url.full" ? $"{tag.Value}".Split('?')[0] : $"{tag.Value}"),
        IsError = activity.Status == ActivityStatusCode.Error,
    };
}
