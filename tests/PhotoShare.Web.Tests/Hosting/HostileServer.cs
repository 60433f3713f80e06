using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.OAuth;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>
/// An authorization server and a photo API in one, on a real socket: honest until a test turns one of its <see cref="Tricks"/> on.
/// The person at its pages says yes at once.
/// </summary>
public sealed partial class HostileServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "key-1" };
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> pushed = new(), codes = new();
    private readonly ConcurrentDictionary<string, string> accessTokens = new(), refreshTokens = new();
    private readonly AdjustableClock clock;

    private HostileServer(AdjustableClock clock)
    {
        this.clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(RecordAsync);
        app.MapGet("/.well-known/{document}", () => Results.Json(Metadata()));
        app.MapGet("/jwks", () => Results.Json(new JsonObject { ["keys"] = new JsonArray(PublicKey()) }));
        app.MapPost("/par", Push);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)TokenAsync);
        app.MapGet("/userinfo", UserInfo);
        app.MapPost("/revoke", Revoke);
        app.MapGet("/logout", (string? post_logout_redirect_uri, string? state) => Results.Redirect($"{post_logout_redirect_uri}?state={state}"));
        app.MapGet("/api/albums", (HttpRequest request) => IsLive(request) ? Results.Json(new { items = Array.Empty<string>() }) : Results.Unauthorized());
    }

    /// <summary>By which browsers know it, if not by the address at which servers reach it.</summary>
    public string? PublicAddress { get; init; }

    public string Issuer => PublicAddress ?? Address;

    /// <summary>Where it listens.</summary>
    public string Address => app.Urls.Single();

    public Tricks Tricks { get; } = new();

    /// <summary>Who is signed in here.</summary>
    public string Subject { get; set; } = $"subject-{RandomValue.Create()}";

    public string UserName { get; set; } = "ada";

    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    /// <summary>All codes and tokens that were ever given out.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    public int TokenCalls => Requests.Count(request => request.Path == "/token");

    public IEnumerable<RecordedRequest> To(string path) => Requests.Where(request => request.Path == path);

    public static async Task<HostileServer> StartAsync(AdjustableClock clock, string? publicAddress = null)
    {
        var server = new HostileServer(clock) { PublicAddress = publicAddress };
        await server.app.StartAsync();
        return server;
    }

    /// <summary>The grant is taken back at the network's own page.</summary>
    public void RevokeEverything()
    {
        accessTokens.Clear();
        refreshTokens.Clear();
    }

    /// <summary>As if every access token had run out.</summary>
    public void EndAccessTokens() => accessTokens.Clear();

    public bool IsLive(string accessToken) => accessTokens.ContainsKey(accessToken);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue(await RecordedRequest.ReadAsync(context.Request));
        foreach (var name in (string[])["client_assertion", "code_verifier", "client_secret"])
            if (context.Request.HasFormContentType && context.Request.Form[name] is [{ } secret]) Secrets.Add(secret);
        if (Tricks.Down) context.Abort();
        else await next(context);
    }

    private JsonObject Metadata() => new()
    {
        ["issuer"] = Tricks.MetadataIssuer ?? Issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Tricks.BackChannelAddress ?? Address}/token",
        ["pushed_authorization_request_endpoint"] = $"{Tricks.BackChannelAddress ?? Address}/par",
        ["userinfo_endpoint"] = $"{Tricks.BackChannelAddress ?? Address}/userinfo",
        ["revocation_endpoint"] = $"{Tricks.BackChannelAddress ?? Address}/revoke",
        ["end_session_endpoint"] = $"{Issuer}/logout",
        ["jwks_uri"] = $"{Tricks.BackChannelAddress ?? Address}/jwks",
        ["response_types_supported"] = new JsonArray("code"),
        ["authorization_response_iss_parameter_supported"] = Tricks.AdvertisesIss,
    };

    private JsonObject PublicKey()
    {
        var point = key.ECDsa.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = key.KeyId, ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }

    private IResult Push(HttpRequest request)
    {
        var requestUri = $"urn:ietf:params:oauth:request_uri:{RandomValue.Create()}";
        pushed[requestUri] = request.Form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return Results.Json(new { request_uri = requestUri, expires_in = 60 }, statusCode: 201);
    }

    private IResult Authorize(HttpRequest request)
    {
        var parameters = request.Query["request_uri"] is [{ } uri] && pushed.TryRemove(uri, out var stored)
            ? stored : request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var answer = new Dictionary<string, string?> { ["state"] = parameters["state"] };
        if (Tricks.Iss is not null || !Tricks.OmitsIss) answer["iss"] = Tricks.Iss ?? Issuer;
        if (Tricks.AuthorizationError is { } error) answer["error"] = error;
        else
        {
            var code = Secret();
            codes[code] = parameters;
            answer["code"] = Tricks.InjectedCode ?? code;
        }
        return Results.Redirect(QueryHelpers.AddQueryString(parameters["redirect_uri"], answer));
    }

    private string Secret()
    {
        var secret = RandomValue.Create();
        Secrets.Add(secret);
        return secret;
    }

    private IResult UserInfo(HttpRequest request) =>
        IsLive(request) ? Results.Json(new { sub = Tricks.UserInfoSubject ?? Subject, id = 4711, name = "Ada Lovelace", preferred_username = UserName }) : Results.Unauthorized();

    private IResult Revoke(HttpRequest request)
    {
        var token = request.Form["token"].ToString();
        // As harsh as RFC 7009 allows: with one refresh token goes all that the account gave to this client.
        if (refreshTokens.TryGetValue(token, out var subject))
        {
            foreach (var tokens in (ConcurrentDictionary<string, string>[])[refreshTokens, accessTokens])
                foreach (var pair in tokens.Where(pair => pair.Value == subject)) tokens.TryRemove(pair.Key, out _);
        }
        accessTokens.TryRemove(token, out _);
        return Results.Ok();
    }

    private bool IsLive(HttpRequest request) => request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && IsLive(token);

    private string IdToken(IReadOnlyDictionary<string, string> request)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = Subject, ["name"] = "Ada Lovelace", ["preferred_username"] = UserName };
        if (request.TryGetValue("nonce", out var nonce)) claims["nonce"] = nonce;
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "JWT",
            Issuer = Issuer,
            Audience = request["client_id"],
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        };
        Tricks.ChangeIdToken?.Invoke(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }
}
