using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Protocol.Clients;

/// <summary>The public keys of clients, and of identity providers: <c>jwks.string</c>, or what lies at an address, fetched when needed and kept.</summary>
/// <remarks>
/// The address comes from the realm file alone, never from a request or a token's header. However many unknown key ids are sent,
/// the address is asked at most once in <see cref="Pause"/> (threat: kid flood); one fetch serves all who wait for it.
/// </remarks>
internal sealed partial class ClientKeys(IHttpClientFactory http, TimeProvider time, RealmHops hops, ILogger<ClientKeys> log)
{
    /// <summary>The name of the HTTP client that fetches key sets.</summary>
    public const string HttpClientName = "client-keys";

    /// <summary>The least time between two fetches of one address.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How long a key set is believed: a key that its client withdrew works no longer than this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, KeySet> sets = new(StringComparer.Ordinal);

    /// <summary>The client's signing keys of that id; all of them where <paramref name="keyId"/> is <see langword="null"/>.</summary>
    /// <returns>No key where the client has none or its address can't be read.</returns>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(RealmClient client, string? keyId, CancellationToken cancellationToken)
    {
        if (!client.Has("use.jwks.url"))
            return Matching(sets.GetOrAdd(client.Attributes.GetValueOrDefault("jwks.string", "{}"), static json => new KeySet { Keys = Read(json) }).Keys, keyId);

        return await FindAsync(client.Attributes["jwks.url"], owner: null, keyId, cancellationToken);
    }

    /// <summary>The signing keys of that id at an address; all of them where <paramref name="keyId"/> is <see langword="null"/>.</summary>
    /// <param name="owner">Whose address it is, for those who watch; none for a client, whose realm is not known here.</param>
    /// <inheritdoc cref="FindAsync(RealmClient, string?, CancellationToken)" path="/returns"/>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string address, Party? owner, string? keyId, CancellationToken cancellationToken)
    {
        var set = sets.GetOrAdd(address, _ => new KeySet());
        var now = time.GetUtcNow();
        if (now - set.FetchedAt < Lifetime && Matching(set.Keys, keyId) is { Count: > 0 } known) return known;

        await set.Lock.WaitAsync(cancellationToken);
        try
        {
            // Whoever held the lock before may have fetched what this call needs.
            if (time.GetUtcNow() - set.AskedAt >= Pause) await FetchAsync(address, owner, set, cancellationToken);
        }
        finally
        {
            set.Lock.Release();
        }

        return Matching(set.Keys, keyId);
    }

    private async Task FetchAsync(string address, Party? owner, KeySet set, CancellationToken cancellationToken)
    {
        using var hop = hops.Ask(HopSteps.KeySet, owner);
        try
        {
            set.Keys = Read(await http.CreateClient(HttpClientName).GetStringAsync(address, cancellationToken));
            set.FetchedAt = time.GetUtcNow();
        }
        catch (Exception exception) when (exception is HttpRequestException or ArgumentException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            hop.Refused("unreachable");
            // Keys that were read before stay good until their time is over: a client that restarts must not lose its sessions.
            if (time.GetUtcNow() - set.FetchedAt >= Lifetime) set.Keys = [];
            Log.NotFetched(log, address, exception.GetType().Name);
        }
        finally
        {
            // The pause begins when the answer is there: those who waited for a slow client must not ask it again one after the other.
            set.AskedAt = time.GetUtcNow();
        }
    }

    private static IReadOnlyList<SecurityKey> Matching(IReadOnlyList<SecurityKey> keys, string? keyId) =>
        keyId is null ? keys : [.. keys.Where(key => key.KeyId == keyId)];

    // Symmetric keys are left out: a public key set has none, and HS256 with a public key is a forger's classic (RFC 8725 section 2.1).
    private static List<SecurityKey> Read(string json) =>
        [.. new JsonWebKeySet(json).Keys.Where(key => key.Use is null or "" or JsonWebKeyUseNames.Sig && key.Kty is JsonWebAlgorithmsKeyTypes.EllipticCurve or JsonWebAlgorithmsKeyTypes.RSA)];

    private sealed class KeySet
    {
        public SemaphoreSlim Lock { get; } = new(1);

        public IReadOnlyList<SecurityKey> Keys { get; set; } = [];

        public DateTimeOffset FetchedAt { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset AskedAt { get; set; } = DateTimeOffset.MinValue;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The key set at {Address} could not be read ({Reason}); its client can't prove itself by new keys")]
        public static partial void NotFetched(ILogger logger, string address, string reason);
    }
}
