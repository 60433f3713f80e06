using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Clients;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>
/// One of the authorization servers that keep the contract, started once for the whole assembly as a child process
/// from the same realm files.
/// </summary>
public abstract class AuthorizationServerUnderTest : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<JsonObject>> discovery = new();
    private RealmFolder? realms;
    private KeySetHost? keySet;
    private ServerProcess? process;
    private Task? ready;
    private bool reported;
    private Lazy<Task<ResourceServer>>? friendbookApi;

    /// <summary>Why it can't run here, or <see langword="null"/>.</summary>
    public virtual string? Unavailable => null;

    /// <summary>How long a start may take before it counts as failed.</summary>
    protected abstract TimeSpan Patience { get; }

    /// <summary>How it legitimately differs from what the tests otherwise expect.</summary>
    public abstract IReadOnlySet<Difference> Differences { get; }

    /// <summary>Its public address, with a slash at the end.</summary>
    public Uri Url { get; } = new($"http://127.0.0.1:{TestPorts.One()}/");

    /// <summary>The public address of the client. Nothing listens there: the browser of the tests stops on the way.</summary>
    public const string ClientUrl = "http://localhost:5010";

    /// <summary>The client's keys, which the server fetches from an address of the tests.</summary>
    public ClientKey ConnectingKey { get; } = new();

    /// <summary>With which the two APIs introspect.</summary>
    public string ApiSecret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Sends requests as they are: no cookies, no redirects followed.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>As <see cref="Http"/>, for what a browser sends: that carries no trace context, whatever the test itself is traced with.</summary>
    public HttpClient BrowserHttp { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The issuer of a realm (RFC 8414 section 2).</summary>
    public string Issuer(string realm) => $"{Url}realms/{realm}";

    /// <summary>Whether this server is known to differ in that way.</summary>
    public bool Has(Difference difference) => Differences.Contains(difference);

    /// <summary>Somebody in that realm whom no other test knows.</summary>
    public Person NewPerson(string realm) => realms!.NextPerson(realm);

    /// <summary>The realm's own description of itself (RFC 8414), read once.</summary>
    public Task<JsonObject> DiscoverAsync(string realm) =>
        discovery.GetOrAdd(realm, async name => JsonNode.Parse(await Http.GetStringAsync(Discovery(name)))!.AsObject());

    /// <summary>The address of an endpoint, by its name in the realm's description.</summary>
    public async Task<Uri> EndpointAsync(string realm, string name) => new((string)(await DiscoverAsync(realm))[name]!);

    /// <summary>Where a realm describes itself.</summary>
    public Uri Discovery(string realm) => new($"{Issuer(realm)}/.well-known/openid-configuration");

    /// <summary>Friendbook's photo API, which trusts this server's realm <c>friendbook</c>; started when first asked for.</summary>
    public Task<ResourceServer> FriendbookApiAsync() => friendbookApi!.Value;

    /// <summary>Starts it, and doesn't wait: the tests of the other server run meanwhile.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Unavailable is not null) return;
        keySet = await KeySetHost.StartAsync(ConnectingKey);
        realms = new RealmFolder();
        friendbookApi = new(() => ResourceServer.StartAsync(this, Path.Combine(realms.Folder, "friendbook-api")));
        process = Start(realms.Folder, Environment(keySet.Address));
        ready = process.WaitUntilServedAsync(Http, RealmFolder.Names.Select(Discovery), Patience);
    }

    /// <summary>Waits until all realms are served; skips the test where the server can't run.</summary>
    public async Task ReadyAsync()
    {
        Assert.SkipWhen(Unavailable is not null, Unavailable ?? "");
        try
        {
            await ready!;
        }
        catch (InvalidOperationException) when (Interlocked.Exchange(ref reported, true))
        {
            Assert.Fail("The server did not start: another test says why.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (friendbookApi is { IsValueCreated: true }) (await friendbookApi.Value).Dispose();
        process?.Dispose();
        realms?.Dispose();
        if (keySet is not null) await keySet.DisposeAsync();
        Http.Dispose();
        BrowserHttp.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the server on <see cref="Url"/> with the realm files of that folder.</summary>
    protected abstract ServerProcess Start(string realms, IReadOnlyDictionary<string, string> environment);

    private Dictionary<string, string> Environment(Uri keySetAddress) => new()
    {
        ["PHOTOSHARE_WEB_URL"] = ClientUrl,
        ["PHOTOSHARE_WEB_JWKS_URL"] = keySetAddress.ToString(),
        ["AUTHORIZATION_SERVER_URL"] = Url.ToString().TrimEnd('/'),
        ["AUTHORIZATION_SERVER_INTERNAL_URL"] = Url.ToString().TrimEnd('/'),
        ["FRIENDBOOK_API_SECRET"] = ApiSecret,
        ["INSTAPIC_API_SECRET"] = ApiSecret,
    };
}
