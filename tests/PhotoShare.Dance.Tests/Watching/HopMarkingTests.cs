using System.Text.Json;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Watching;

/// <summary>Ordinary spans of a client and a server that nobody here knows, as redaction leaves them.</summary>
public sealed class HopMarkingTests
{
    private const string Issuer = "https://login.example/tenants/x", State = "fp:00000000000000a1", Code = "fp:00000000000000b1";

    private readonly Issuers issuers = new(Options.Create(new DanceOptions { Issuers = { Issuer } }));
    private readonly Joiner joiner = new(new JoiningOptions { EveryService = true });
    private readonly HopMarking marking;
    private int spans;

    public HopMarkingTests()
    {
        marking = new(issuers);
        using var document = JsonDocument.Parse($$"""
            { "issuer": "{{Issuer}}", "authorization_endpoint": "https://login.example/a", "token_endpoint": "https://login.example/t",
              "pushed_authorization_request_endpoint": "https://login.example/p" }
            """);
        Assert.True(issuers.All[0].Take(document.RootElement));
    }

    [Fact]
    public void A_dance_begins_with_the_authorization_request_and_the_callback_is_found_by_its_state()
    {
        var dance = Read([Authorize(("state", State)), .. Callback(State)])!;
        Assert.Equal(["redirect_out", "authorization_request", "redirect_back", "callback", "token_request"], dance.Hops.Select(hop => hop.Step.Id));
        Assert.Equal([Party.Browser, Party.Client("shop"), Party.AuthorizationServer("x")], dance.Parties);
        Assert.Equal((DanceKind.Connect, DanceOutcome.Done), (dance.Kind, dance.Outcome));
        Assert.NotNull(dance.Hops.Single(hop => hop.Step == HopSteps.Callback).Inferred);
    }

    [Fact]
    public void The_order_of_arrival_makes_no_difference()
    {
        SpanRecord[] sent = [Authorize(("state", State)), .. Callback(State)];
        var steps = Read(sent)!.Hops.Select(hop => hop.Step);
        for (var shift = 1; shift < sent.Length; shift++)
        {
            var other = new HopMarkingTests();
            Assert.Equal(steps, other.Read([.. sent[shift..], .. sent[..shift]])!.Hops.Select(hop => hop.Step));
        }
    }

    [Fact]
    public void What_was_in_bodies_is_not_seen_and_never_kept()
    {
        var dance = Read([Authorize(("state", State)), .. Callback(State)])!;
        Assert.All(
            dance.Rules.Where(rule => rule.Rule.Id is "code_once" or "code_60_s" or "code_back_channel" or "pkce_verifier" or "scope_no_wider" or "assertion_aud"),
            rule => Assert.Equal(Verdict.NotSeen, rule.Verdict));
        Assert.Equal(Verdict.Kept, dance.Rules.Single(rule => rule.Rule.Id == "state_returned").Verdict);
    }

    [Fact]
    public void A_callback_with_another_state_is_another_dance()
    {
        Assert.Equal(["redirect_out", "authorization_request"], Read([Authorize(("state", State)), .. Callback("fp:00000000000000a2")])!.Hops.Select(hop => hop.Step.Id));
    }

    [Fact]
    public void A_query_that_was_blanked_out_is_no_callback()
    {
        Assert.Null(marking.Mark(Server("shop", "https://shop.example/back", ("http.request.method", "GET")))[HopAttributes.Step]);
    }

    [Fact]
    public void One_open_push_is_the_one_that_the_request_used()
    {
        var (push, request) = (Push(), Authorize(("request_uri", "fp:00000000000000c1")));
        var marked = new[] { push, request }.Select(marking.Mark).ToList();
        Assert.Equal(marked[0][WatchAttributes.Pushed], marked[1][WatchAttributes.Pushed]);
        Assert.NotNull(marked[1][WatchAttributes.Inferred]);
    }

    [Fact]
    public void A_push_whose_span_ends_after_the_request_began_is_the_one_and_one_that_began_later_is_not()
    {
        var push = Push();
        var marked = new[] { push with { EndNanoseconds = push.StartNanoseconds + 1_200_000 }, Authorize(("request_uri", "fp:00000000000000c1")) }.Select(marking.Mark).ToList();
        Assert.Equal(marked[0][WatchAttributes.Pushed], marked[1][WatchAttributes.Pushed]);

        var request = Authorize(("request_uri", "fp:00000000000000c2"));
        marked = [.. new[] { Push(), request }.Select(marking.Mark)];
        Assert.Null(marked[1][WatchAttributes.Pushed]);
    }

    [Fact]
    public void Which_of_two_open_pushes_it_was_is_not_guessed()
    {
        var marked = new[] { Push(), Push(), Authorize(("request_uri", "fp:00000000000000c1")) }.Select(marking.Mark).ToList();
        Assert.Null(marked[2][WatchAttributes.Pushed]);
        Assert.Null(marked[2][WatchAttributes.Inferred]);
    }

    [Fact]
    public void Another_host_with_the_same_short_path_is_somebody_else()
    {
        Assert.Null(marking.Mark(Client("shop", "https://elsewhere.example/t"))[HopAttributes.Step]);
        Assert.Null(marking.Mark(Server("shop", "https://shop.example/a"))[HopAttributes.Step]);
    }

    [Fact]
    public void A_document_of_another_issuer_is_not_believed()
    {
        using var document = JsonDocument.Parse("""{ "issuer": "https://evil.example", "token_endpoint": "https://evil.example/t" }""");
        var issuer = new Issuer(new Uri(Issuer));
        Assert.False(issuer.Take(document.RootElement));
        Assert.Contains("another issuer", issuer.Problem);
        Assert.All(issuer.Endpoints, endpoint => Assert.Equal(HopSteps.Discovery, endpoint.Step));
    }

    private WatchedDance? Read(SpanRecord[] sent)
    {
        var placed = sent.Select(marking.Mark).SelectMany(joiner.Add).ToList();
        var begun = placed.First(span => span[WatchAttributes.Cause] is not null).TraceId;
        return DanceReading.Read(begun, [.. placed.Where(span => span.TraceId == begun)]);
    }

    private SpanRecord Authorize(params (string Name, string Value)[] sent) => Server("login", "https://login.example/a",
        [("http.request.method", "GET"), ("http.response.status_code", "302"), (HopAttributes.Sent + "client_id", "abc"), (HopAttributes.Sent + "response_type", "code"), .. sent.Select(pair => (HopAttributes.Sent + pair.Name, pair.Value))]);

    private SpanRecord Push() => Server("login", "https://login.example/p", ("http.request.method", "POST"), ("http.response.status_code", "201"));

    // The inner span ends first, and so is sent first.
    private SpanRecord[] Callback(string state)
    {
        var callback = Server("shop", "https://shop.example/back", ("http.request.method", "GET"), ("http.response.status_code", "302"), (HopAttributes.Sent + "state", state), (HopAttributes.Sent + "code", Code));
        return [Client("shop", "https://login.example/t", ("http.request.method", "POST"), ("http.response.status_code", "200")) with { TraceId = callback.TraceId, ParentSpanId = callback.SpanId }, callback];
    }

    private SpanRecord Server(string service, string url, params (string Name, string Value)[] attributes) => Span(SpanKind.Server, service, url, attributes);

    private SpanRecord Client(string service, string url, params (string Name, string Value)[] attributes) => Span(SpanKind.Client, service, url, attributes);

    private SpanRecord Span(SpanKind kind, string service, string url, (string Name, string Value)[] attributes)
    {
        var address = new Uri(url);
        var number = ++spans;
        return new()
        {
            TraceId = $"{number:x32}",
            SpanId = $"{number:x16}",
            Name = "GET",
            Kind = kind,
            StartNanoseconds = 1_790_000_000_000_000_000 + number * 1_000_000,
            EndNanoseconds = 1_790_000_000_000_000_000 + number * 1_000_000 + 500_000,
            Service = service,
            Attributes = new Dictionary<string, string>(attributes.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
            {
                ["url.scheme"] = address.Scheme,
                ["server.address"] = address.Host,
                ["server.port"] = $"{address.Port}",
                ["url.path"] = address.AbsolutePath,
            },
        };
    }
}
