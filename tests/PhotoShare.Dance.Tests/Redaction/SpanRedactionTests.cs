using Microsoft.Extensions.Options;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Redaction;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Hosting;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Redaction;

public sealed class SpanRedactionTests
{
    private const string Secret = "Zk3vT9q-7mPbXr2JcYhLwZs4NfPaQdUe1GoIiHxMtBs";

    private static readonly Fingerprints Fingerprints = new("key");

    [Theory]
    [InlineData("/realms/friendbook/login-actions/authenticate", "/realms/friendbook/login-actions/authenticate")]
    [InlineData("/realms/friendbook/.well-known/openid-configuration", "/realms/friendbook/.well-known/openid-configuration")]
    [InlineData("/realms/x/protocol/openid-connect/ext/par/request", "/realms/x/protocol/openid-connect/ext/par/request")]
    [InlineData("/galleries/" + Secret, "/galleries/*")]
    [InlineData("/callback?code=1#a", "/callback")]
    [InlineData("/callback;code=1", "/callback")]
    [InlineData("/a/eyJhbGciOiJub25lIn0/b", "/a/*/b")]
    [InlineData("/a/urn:ietf:params:oauth:request_uri:6esc/b", "/a/*/b")]
    [InlineData("/users/6b3c3b2a-4d0e-4a2c-8f76-3a9b2f2f8e11", "/users/*")]
    [InlineData("/a/%65%79%4a", "/a/*")]
    public void Paths_are_kept_and_segments_that_look_like_secrets_are_not(string path, string expected)
    {
        Assert.Equal(expected, Redact(Otlp.Span("x", ("url.path", path)))["url.path"]);
        Assert.Equal(expected, Redact(Otlp.Span("x", ("http.target", path + "?code=1")))["url.path"]);
    }

    [Fact]
    public void A_whole_address_is_taken_apart()
    {
        var kept = Redact(Otlp.Span("x", ("url.full", $"http://ada:pass@127.0.0.1:8080/realms/x/protocol/openid-connect/auth?code={Secret}&scope=openid+photos.read#frag")));
        Assert.Equal(new Dictionary<string, string>
        {
            ["url.scheme"] = "http",
            ["server.address"] = "127.0.0.1",
            ["server.port"] = "8080",
            ["url.path"] = "/realms/x/protocol/openid-connect/auth",
            ["oauth.hop.sent.code"] = Fingerprints.Of(Secret),
            ["oauth.hop.sent.scope"] = "openid photos.read",
        }, kept.Attributes);
    }

    [Theory]
    [InlineData("GET /callback?code=1", "GET")]
    [InlineData("GET /galleries/" + Secret, "GET")]
    [InlineData("select * from t where a='b' and c=1", "GET")]
    [InlineData("eyJhbGciOi", "GET")]
    [InlineData("GET /realms/{realm}/protocol/openid-connect/token/introspect", "GET /realms/{realm}/protocol/openid-connect/token/introspect")]
    [InlineData("Redirect back with the authorization grant", "Redirect back with the authorization grant")]
    [InlineData("OAuth2GrantTypeFactory.create", "OAuth2GrantTypeFactory.create")]
    public void Names_that_hold_anything_odd_are_replaced(string name, string expected) => Assert.Equal(expected, Redact(Otlp.Span(name, ("http.request.method", "GET"))).Name);

    [Fact]
    public void An_odd_name_gives_way_to_its_route_or_to_its_step()
    {
        Assert.Equal("GET /a/{b}", Redact(Otlp.Span("?", ("http.request.method", "GET"), ("http.route", "/a/{b}"))).Name);
        Assert.Equal(HopSteps.Callback.Title, Redact(Otlp.Span("?", ("oauth.hop.step", "callback"))).Name);
        Assert.Equal("span", Redact(Otlp.Span("?")).Name);
    }

    [Theory]
    [InlineData("oauth.hop.step", "callback", true)]
    [InlineData("oauth.hop.step", "no_such_step", false)]
    [InlineData("oauth.hop.channel", "front", true)]
    [InlineData("oauth.hop.channel", "side", false)]
    [InlineData("oauth.hop.from", "client@photoshare", true)]
    [InlineData("oauth.hop.from", "client@" + Secret, false)]
    [InlineData("oauth.hop.from", "somebody", false)]
    [InlineData("oauth.hop.specification", "RFC 6749 section 4.1.3", true)]
    [InlineData("oauth.hop.error", "access_denied", true)]
    [InlineData("oauth.hop.error", Secret, false)]
    [InlineData("oauth.hop.waiting", "signing in", true)]
    [InlineData("oauth.hop.sent.code", "abc", false)]
    [InlineData("oauth.hop.sent.code", "fp:0123456789abcdef", true)]
    [InlineData("oauth.hop.received.scope", "openid photos.read", true)]
    [InlineData("oauth.hop.received.scope", Secret, false)]
    [InlineData("oauth.hop.received.password", "fp:0123456789abcdef", false)]
    [InlineData("oauth.hop.sent.client_assertion.aud", "http://127.0.0.1:8080/realms/friendbook", true)]
    [InlineData("oauth.hop.sent.client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", true)]
    [InlineData("oauth.hop.sent.redirect_uri", "http://localhost:5010/connections/friendbook/callback", true)]
    [InlineData("oauth.join.state", "fp:0123456789abcdef", true)]
    [InlineData("oauth.join.state", Secret, false)]
    [InlineData("oauth.secret", "fp:0123456789abcdef", false)]
    [InlineData("http.route", "/a/{b}", true)]
    [InlineData("http.route", "/a?code=1", false)]
    [InlineData("error.type", "System.Threading.Tasks.TaskCanceledException", true)]
    [InlineData("error.type", "no such user ada@friendbook.example", false)]
    [InlineData("server.address", "friendbook.example", true)]
    [InlineData("server.address", Secret + ".example", false)]
    [InlineData("http.response.status_code", "99", false)]
    [InlineData("anything.else", "x", false)]
    public void Attributes_are_shown_by_a_list_and_only_if_their_values_fit(string name, string value, bool isShown) =>
        Assert.Equal(isShown, Redact(Otlp.Span("x", (name, value))).Attributes.ContainsKey(name));

    [Fact]
    public void Of_events_the_type_of_an_exception_is_left_and_of_links_the_ids()
    {
        var span = Otlp.Span("x");
        span.Events.Add(new Event { Name = "exception", Attributes = { Otlp.Attribute("exception.type", "System.InvalidOperationException"), Otlp.Attribute("exception.message", Secret) } });
        span.Events.Add(new Event { Name = Secret, Attributes = { Otlp.Attribute("exception.type", "Other") } });
        span.Links.Add(new Link { TraceId = Otlp.Random(16), SpanId = Otlp.Random(8) });
        span.Links.Add(new Link { TraceId = Otlp.Random(3), SpanId = Otlp.Random(8) });
        span.Status = new SpanStatus { Code = 2 };
        var kept = Redact(span);
        Assert.Equal(new Dictionary<string, string> { ["exception.type"] = "System.InvalidOperationException" }, kept.Attributes);
        Assert.Equal(span.Links[0].TraceId.Hex(), Assert.Single(kept.Links).TraceId);
        Assert.True(kept.IsError);
    }

    [Fact]
    public void A_value_that_is_too_long_is_dropped_and_not_cut() =>
        Assert.Empty(Redact(Otlp.Span("x", ("url.query", "code=" + new string('a', 9000)))).Attributes);

    [Fact]
    public void Attributes_beyond_the_bound_are_not_looked_at()
    {
        var span = Otlp.Span("x", Enumerable.Range(0, 128).Select(i => ($"n{i}", (object)"v")).Append(("http.request.method", "GET")));
        Assert.Empty(Redact(span).Attributes);
    }

    [Theory]
    [InlineData("friendbook-api", "friendbook-api")]
    [InlineData("My own client", "My own client")]
    [InlineData(Secret, "unknown_service")]
    public void A_service_is_called_by_its_name(string name, string expected) => Assert.Equal(expected, Redaction().Sender(new Resource { Attributes = { Otlp.Attribute("service.name", name) } }).Service);

    private static SpanRecord Redact(Span span) => Redaction().Redact(span, new Sender("web", ""), "scope")!;

    private static SpanRedaction Redaction() => new(Options.Create(new DanceOptions { FingerprintKey = "key" }));
}
