using System.Text;
using System.Buffers.Text;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Redaction;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Hosting;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Redaction;

/// <summary>Spans as Keycloak 26 sends them, and what is left of each.</summary>
public sealed class KeycloakSpanTests
{
    private const string State = "Vv3q0bT8m5rXk2JcYh7LwZs4NfPaQdUe1GoIiHxMtBs";

    private static readonly Fingerprints Fingerprints = new("key");
    private static readonly string ClientData = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"ru":"http://localhost:5010/connections/friendbook/callback","rt":"code","st":"{{State}}"}"""));

    [Fact]
    public void The_authorization_request_is_told_by_the_fingerprint_of_its_request_uri()
    {
        const string requestUri = "urn:ietf:params:oauth:request_uri:8c7bcb35-6bf5-4a44-9b3c-1a9d9b2fb1f7.oOFsYyPfzPcGXjZrh2n3EA";
        var kept = Redact("GET /realms/{realm}/protocol/{protocol}",
            ("http.request.method", "GET"), ("http.response.status_code", 200), ("http.route", "/realms/{realm}/protocol/{protocol}"), ("url.path", "/realms/friendbook/protocol/openid-connect/auth"),
            ("url.query", $"client_id=photoshare&request_uri={Uri.EscapeDataString(requestUri)}"), ("url.scheme", "http"), ("server.address", "127.0.0.1"), ("server.port", 8080),
            ("network.protocol.version", "1.1"), ("client.address", "127.0.0.1"), ("user_agent.original", "Mozilla/5.0"), ("network.peer.address", "127.0.0.1"),
            ("code.function.name", "org.keycloak.services.resources.RealmsResource.getProtocol"));
        Assert.Equal("GET /realms/{realm}/protocol/{protocol}", kept.Name);
        Assert.Equal(new Dictionary<string, string>
        {
            ["http.request.method"] = "GET",
            ["http.response.status_code"] = "200",
            ["http.route"] = "/realms/{realm}/protocol/{protocol}",
            ["url.path"] = "/realms/friendbook/protocol/openid-connect/auth",
            ["url.scheme"] = "http",
            ["server.address"] = "127.0.0.1",
            ["server.port"] = "8080",
            ["network.protocol.version"] = "1.1",
            ["code.function.name"] = "org.keycloak.services.resources.RealmsResource.getProtocol",
            ["oauth.hop.sent.client_id"] = "photoshare",
            ["oauth.hop.sent.request_uri"] = Fingerprints.Of(requestUri),
        }, kept.Attributes);
    }

    [Fact]
    public void A_login_action_is_told_by_its_tab_and_by_the_state_in_its_client_data()
    {
        var kept = Redact("POST /realms/{realm}/login-actions/authenticate", ("http.request.method", "POST"), ("url.path", "/realms/friendbook/login-actions/authenticate"),
            ("url.query", $"session_code=4nUrGMpz0YfSWHw8y3VPJmYtZcQ0bb1mJ2YyNOrnl-I&execution=6b3c3b2a-4d0e-4a2c-8f76-3a9b2f2f8e11&client_id=photoshare&tab_id=Qh4sD0rZb8M&client_data={ClientData}"));
        Assert.Equal(Fingerprints.Of("Qh4sD0rZb8M"), kept["oauth.hop.sent.tab_id"]);
        Assert.Equal(Fingerprints.Of(ClientData), kept["oauth.hop.sent.client_data"]);
        Assert.Equal(Fingerprints.Of("4nUrGMpz0YfSWHw8y3VPJmYtZcQ0bb1mJ2YyNOrnl-I"), kept["oauth.hop.sent.session_code"]);
        Assert.Equal(Fingerprints.Of(State), kept["oauth.join.state"]);
        Assert.Null(kept["oauth.join.tab_id"]);
    }

    [Fact]
    public void A_brokered_state_tells_the_tab_and_the_state_that_are_packed_in_it()
    {
        var state = $"hX2bTq8Lw0ZPn4Rk.Qh4sD0rZb8M.cGhvdG9zaGFyZQ.{ClientData}";
        var kept = Redact("GET /realms/{realm}/protocol/{protocol}", ("url.query", $"response_type=code&client_id=instapic&scope=openid&state={state}&nonce=abc"));
        Assert.Equal(Fingerprints.Of(state), kept["oauth.hop.sent.state"]);
        Assert.Equal(Fingerprints.Of("Qh4sD0rZb8M"), kept["oauth.join.tab_id"]);
        Assert.Equal(Fingerprints.Of(State), kept["oauth.join.state"]);
        Assert.Equal("openid", kept["oauth.hop.sent.scope"]);
    }

    [Fact]
    public void The_code_that_comes_back_to_the_broker_is_told_by_its_fingerprint()
    {
        const string code = "0d1f4c1e-6b0e-4c39-9f7f-6a0a1c3f2b11.5f0c2a5e-02a4-4f0f-a5d0-3f4ee41c8a10.9e2f2c0a-5a53-4a51-a1cb-0c9f1a9f3c55";
        var kept = Redact("GET /realms/{realm}/broker/{provider_alias}/endpoint", ("http.route", "/realms/{realm}/broker/{provider_alias}/endpoint"),
            ("url.path", "/realms/instapic/broker/friendbook/endpoint"), ("url.query", $"code={code}&state=a.b.c&iss=http%3A%2F%2F127.0.0.1%3A8080%2Frealms%2Ffriendbook"));
        Assert.Equal(Fingerprints.Of(code), kept["oauth.hop.sent.code"]);
        Assert.Equal("http://127.0.0.1:8080/realms/friendbook", kept["oauth.hop.sent.iss"]);
        Assert.Equal("/realms/instapic/broker/friendbook/endpoint", kept["url.path"]);
    }

    [Fact]
    public void A_statement_is_told_by_its_database_alone()
    {
        var kept = Redact("SELECT keycloak.USER_ENTITY", ("db.system", "h2"), ("db.statement", "select * from USER_ENTITY where EMAIL='ada@friendbook.example'"), ("db.user", "sa"), ("db.name", "keycloak"));
        Assert.Equal("SELECT keycloak.USER_ENTITY", kept.Name);
        Assert.Equal(new Dictionary<string, string> { ["db.system.name"] = "h2" }, kept.Attributes);
    }

    [Fact]
    public void People_are_dropped_and_not_even_fingerprinted()
    {
        var kept = Redact("x", ("url.query", "login_hint=ada&username=ada&password=demo-ada&kc_user=1"), ("enduser.id", "ada"), ("http.request.header.cookie", "KEYCLOAK_SESSION=1"), ("kc.username", "ada"));
        Assert.Empty(kept.Attributes);
    }

    [Theory]
    [InlineData("url.query", "code=*&state=*")]
    [InlineData("url.query", "code=Redacted")]
    [InlineData("url.full", "http://127.0.0.1:8080/a?code=*")]
    public void What_was_taken_out_at_the_source_joins_nothing(string name, string value) =>
        Assert.DoesNotContain(Redact("x", (name, value)).Attributes, attribute => attribute.Key.StartsWith("oauth.", StringComparison.Ordinal));

    [Fact]
    public void What_the_recorder_said_goes_before_what_the_address_says()
    {
        var said = Fingerprints.Of("said");
        Assert.Equal(said, Redact("x", ("url.query", "state=other"), ("oauth.hop.sent.state", said))["oauth.hop.sent.state"]);
    }

    private static SpanRecord Redact(string name, params IEnumerable<(string, object)> attributes) =>
        new SpanRedaction(Options.Create(new DanceOptions { FingerprintKey = "key" })).Redact(Otlp.Span(name, attributes), new Sender("keycloak", ""), "io.quarkus")!;
}
