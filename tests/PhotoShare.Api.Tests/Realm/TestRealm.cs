using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Api.Tests.Realm;

/// <summary>An authorization server of the test's own, over real HTTP: discovery, key set and introspection, and tokens as a test wants them.</summary>
public sealed class TestRealm : IAsyncDisposable
{
    public const string ClientSecret = "secret of the API: +/ %&=";

    private readonly ConcurrentDictionary<string, bool> revoked = new();
    private readonly WebApplication app;

    private TestRealm(WebApplication app) => this.app = app;

    public string Issuer { get; private set; } = "";

    /// <summary>Where servers reach it; <see cref="Issuer"/>, unless that is a name for browsers alone.</summary>
    public string Internal { get; private set; } = "";

    /// <summary>Where the discovery document says that introspection is, if not at <see cref="Internal"/>.</summary>
    public string? DiscoveredIntrospection { get; set; }

    /// <summary>What the discovery document claims, if not <see cref="Issuer"/>.</summary>
    public string? DiscoveredIssuer { get; set; }
    public ECDsaSecurityKey Key { get; private set; } = NewKey();

    /// <summary>Published too: its algorithm is to be refused, not its key.</summary>
    public RsaSecurityKey RsaKey { get; } = new(RSA.Create(2048)) { KeyId = "rsa" };
    public List<SecurityKey> Published { get; } = [];

    /// <summary>While true, introspection answers 500.</summary>
    public bool IsDown { get; set; }
    public int KeySetReads => Requests.Count(path => path == "/realm/certs");
    public int Introspections => Requests.Count(path => path == "/realm/introspect");
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>More members of the introspection answer.</summary>
    public Dictionary<string, object> Says { get; } = [];

    /// <summary>Holds introspection back until it completes.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public static async Task<TestRealm> StartAsync(string? issuer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var realm = new TestRealm(builder.Build());
        realm.Published.AddRange([realm.Key, realm.RsaKey]);
        realm.app.Use((context, next) =>
        {
            realm.Requests.Enqueue(context.Request.Path);
            return next(context);
        });
        realm.app.MapGet("/realm/.well-known/openid-configuration", realm.Discovery);
        realm.app.MapGet("/realm/certs", realm.KeySet);
        realm.app.MapPost("/realm/introspect", realm.IntrospectAsync);
        await realm.app.StartAsync();
        realm.Internal = realm.app.Urls.Single() + "/realm";
        realm.Issuer = issuer ?? realm.Internal;
        return realm;
    }

    public TestToken Token() => new(this);

    public void Revoke(TestToken token) => revoked[token.ToString()] = true;

    /// <summary>A new key signs from now on, and is published.</summary>
    public void Rotate()
    {
        Key = NewKey();
        Published.Add(Key);
    }

    public static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.CreateVersion7().ToString("N") };

    private IResult Discovery() => Results.Json(new Dictionary<string, string>
    {
        ["issuer"] = DiscoveredIssuer ?? Issuer,
        ["jwks_uri"] = Internal + "/certs",
        ["introspection_endpoint"] = (DiscoveredIntrospection ?? Internal) + "/introspect",
    });

    private IResult KeySet() => Results.Json(new { keys = Published.Select(Jwk) });

    private static Dictionary<string, string?> Jwk(SecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        return new() { ["kty"] = jwk.Kty, ["kid"] = jwk.Kid, ["use"] = "sig", ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y, ["n"] = jwk.N, ["e"] = jwk.E };
    }

    private async Task<IResult> IntrospectAsync(HttpRequest request)
    {
        await Hold;
        if (IsDown) return Results.StatusCode(500);
        var credentials = Encoding.ASCII.GetString(Convert.FromBase64String(AuthenticationHeaderValue.Parse(request.Headers.Authorization!).Parameter!)).Split(':');
        if (Uri.UnescapeDataString(credentials[0]) != ApiHost.Audience || Uri.UnescapeDataString(credentials[1].Replace('+', ' ')) != ClientSecret) return Results.StatusCode(401);
        var form = await request.ReadFormAsync();
        if (revoked.ContainsKey(form["token"]!)) return Results.Json(new { active = false });
        return Results.Json(new Dictionary<string, object>(Says) { ["active"] = true });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
