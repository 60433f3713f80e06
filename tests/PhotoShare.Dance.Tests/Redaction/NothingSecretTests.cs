using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.PassingOn;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Redaction;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Redaction;

/// <summary>Spans with secrets anywhere and in any wrapping: none of them is in what is kept, or in what is passed on.</summary>
public sealed class NothingSecretTests
{
    private static readonly string[] Parameters =
    [
        "code", "state", "nonce", "request_uri", "client_data", "session_code", "tab_id", "execution", "access_token", "refresh_token", "id_token", "client_assertion",
        "code_verifier", "login_hint", "username", "password", "SAMLResponse", "session_state", "scope", "prompt", "iss", "redirect_uri", "error", "kc_idp_hint", "made_up",
    ];

    private static readonly string[] Names =
    [
        "url.query", "url.full", "url.path", "http.url", "http.target", "http.route", "http.request.method", "server.address", "error.type", "code.function.name", "db.statement",
        "db.system", "db.query.text", "rpc.method", "otel.status_description", "http.request.header.cookie", "http.request.header.authorization", "exception.message", "enduser.id",
        "oauth.hop.step", "oauth.hop.from", "oauth.hop.error", "oauth.hop.sent.code", "oauth.hop.sent.scope", "oauth.hop.received.access_token", "oauth.hop.received.iss",
        "oauth.hop.waiting", "oauth.hop.specification", "oauth.dance.client", "oauth.dance.kind", "oauth.join.state", "oauth.made_up", "made.up", "service.name", "user_agent.original",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_secret_survives(int seed)
    {
        var random = new Random(seed);
        var redaction = new SpanRedaction(Options.Create(new DanceOptions { FingerprintKey = "key" }));
        for (var i = 0; i < 3000; i++)
        {
            var secret = Secret(random);
            var span = SpanWith(random, secret);
            var kept = redaction.Redact(span, redaction.Sender(new Resource { Attributes = { Otlp.Attribute("service.name", Wrapped(random, secret)) } }), Wrapped(random, secret));
            Assert.NotNull(kept);
            // As it is kept, and as it is passed on.
            var left = JsonSerializer.Serialize(kept) + Encoding.Latin1.GetString(Exports.Of([kept]).ToByteArray());
            var found = Forms(secret).FirstOrDefault(form => left.Contains(form, StringComparison.OrdinalIgnoreCase));
            Assert.True(found is null, $"Seed {seed}, round {i}: '{secret}' survives as '{found}' in {left}, from {span}");
        }
    }

    [Fact]
    public void The_search_finds_what_is_not_redacted()
    {
        var random = new Random(5);
        var missed = 0;
        for (var i = 0; i < 500; i++)
        {
            var secret = Secret(random);
            var sent = Encoding.Latin1.GetString(SpanWith(random, secret).ToByteArray());
            if (!Forms(secret).Any(form => sent.Contains(form, StringComparison.OrdinalIgnoreCase))) missed++;
        }
        Assert.Equal(0, missed);
    }

    private static Span SpanWith(Random random, string secret)
    {
        var span = Otlp.Span(random.Next(4) == 0 ? Wrapped(random, secret) : "GET /realms/{realm}/protocol/{protocol}");
        for (var i = random.Next(1, 6); i > 0; i--) span.Attributes.Add(Otlp.Attribute(Names[random.Next(Names.Length)], Wrapped(random, secret)));
        if (random.Next(3) == 0) span.Attributes.Add(Otlp.Attribute(Wrapped(random, secret), Wrapped(random, secret)));
        if (random.Next(3) == 0)
            span.Events.Add(new Event { Name = random.Next(2) == 0 ? "exception" : Wrapped(random, secret), Attributes = { Otlp.Attribute("exception.type", Wrapped(random, secret)), Otlp.Attribute("exception.message", Wrapped(random, secret)) } });
        return span;
    }

    /// <summary>As codes, tokens, handles and proofs are made: base64url of 24 to 48 bytes, UUIDs as Keycloak makes them, JSON Web Tokens, hexadecimal digits.</summary>
    private static string Secret(Random random)
    {
        var bytes = new byte[random.Next(30, 48)];
        random.NextBytes(bytes);
        var opaque = Base64Url.EncodeToString(bytes);
        return random.Next(4) switch
        {
            0 => opaque,
            1 => $"{new Guid(bytes[..16])}.{new Guid(bytes[4..20])}.{new Guid(bytes[8..24])}",
            2 => $"{Base64Url.EncodeToString("{\"alg\":\"PS256\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{opaque}}"}"""))}.{opaque}",
            _ => Convert.ToHexStringLower(bytes),
        };
    }

    private static string Wrapped(Random random, string secret, int depth = 0) => random.Next(depth > 2 ? 5 : 11) switch
    {
        0 => secret,
        1 => $"{Parameters[random.Next(Parameters.Length)]}={secret}",
        2 => $"?client_id=photoshare&{Parameters[random.Next(Parameters.Length)]}={Uri.EscapeDataString(secret)}&scope=openid",
        3 => $"http://127.0.0.1:8080/realms/{secret}/auth?x={secret}#{secret}",
        4 => $"https://{secret}@login.example/{secret}",
        5 => Wrapped(random, Uri.EscapeDataString(secret), depth + 1),
        6 => Wrapped(random, $$"""{"ru":"http://localhost/cb","st":"{{secret}}"}""", depth + 1),
        7 => $"{Parameters[random.Next(Parameters.Length)]}={Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"st":"{{secret}}"}"""))}",
        8 => $"state=a.{secret}.b.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"st":"{{secret}}"}"""))}",
        9 => Wrapped(random, $"Bearer {secret}", depth + 1),
        _ => $"GET /callback/{secret}/{Wrapped(random, secret, depth + 1)}",
    };

    /// <summary>In clear, URL-encoded, and the middle of it in base64 at each of three alignments; and the beginning and the end of it alone.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return secret[^20..];
        yield return secret[..20];
        yield return Uri.EscapeDataString(secret);
        for (var skip = 0; skip < 3; skip++)
        {
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', skip) + secret))[4..^4];
            yield return encoded;
            yield return encoded.Replace('+', '-').Replace('/', '_');
        }
    }
}
