using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Api.Hops;
using PhotoShare.OAuth;

namespace PhotoShare.Api.Authentication;

/// <summary>
/// The realm's discovery document and key set: read when first needed, kept for <see cref="Lifetime"/>, read again early when a token names
/// a key that is not among them, though never more often than once in <see cref="Pause"/>, however many keys are made up (threat 34).
/// The stock ConfigurationManager refreshes in the background, and so refuses the first token under a new key; this one waits for the answer.
/// </summary>
internal sealed partial class RealmMetadata(IHttpClientFactory clients, IOptions<ApiOptions> options, TimeProvider clock, ApiHops hops, ILogger<RealmMetadata> logger) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>While there is nothing at all, a realm that is down is asked this often: whoever comes between is refused at once.</summary>
    private static readonly TimeSpan PauseWhenEmpty = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Snapshot? current;
    private volatile Attempt? lastAttempt;

    /// <summary>Keys of the snapshot at hand with this id: none for an unknown or absent id.</summary>
    public IEnumerable<SecurityKey> Keys(string? keyId) =>
        current?.Document.SigningKeys.Where(key => keyId is not null && key.KeyId == keyId) ?? [];

    /// <param name="keyId">The key that the caller hopes to find; null for none.</param>
    /// <exception cref="RealmUnavailableException">There is no document, and none could be had.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (current is { } known && !IsWanted(known, keyId)) return known.Document;

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { } fetched && !IsWanted(fetched, keyId)) return fetched.Document;
            if (current is null && WasTriedWithin(PauseWhenEmpty)) throw new RealmUnavailableException("The discovery document could not be read a moment ago.");
            return await FetchAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private bool IsWanted(Snapshot known, string? keyId)
    {
        if (WasTriedWithin(Pause)) return false;
        return clock.GetElapsedTime(known.FetchedAt) >= Lifetime || (keyId is not null && known.Document.SigningKeys.All(key => key.KeyId != keyId));
    }

    private bool WasTriedWithin(TimeSpan pause) => lastAttempt is { } attempt && clock.GetElapsedTime(attempt.At) < pause;

    private async Task<OpenIdConnectConfiguration> FetchAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.DiscoveryAddress;
        lastAttempt = new Attempt(clock.GetTimestamp());
        try
        {
            // RequireHttps is decided by ApiOptionsValidator: an internal address may be http.
            var retriever = new RealmDocuments(new HttpDocumentRetriever(clients.CreateClient(Realm.HttpClient)) { RequireHttps = false }, hops, address);
            var document = await OpenIdConnectConfigurationRetriever.GetAsync(address, retriever, cancellationToken);
            // RFC 8414 section 3.3: a document of another issuer must not be used.
            if (document.Issuer != options.Value.Issuer) throw new InvalidOperationException($"The document says that its issuer is '{document.Issuer}', and Issuer is '{options.Value.Issuer}'.");
            if (string.IsNullOrEmpty(document.IntrospectionEndpoint)) throw new InvalidOperationException("The document names no introspection_endpoint.");
            // The one gets the client's secret, the other says whose tokens are good.
            if (!MayBeNamed(document.IntrospectionEndpoint) || !MayBeNamed(document.JwksUri)) throw new InvalidOperationException("The document names an http address that is not where it was read.");
            current = new Snapshot(document, clock.GetTimestamp());
            Log.Fetched(logger, address, document.SigningKeys.Count);
            return document;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotFetched(logger, address, e);
            // What is known stays in use: introspection still decides about each token.
            return current?.Document ?? throw new RealmUnavailableException($"The discovery document at {address} could not be read.", e);
        }
    }

    private bool MayBeNamed(string endpoint) => BackChannelAddress.MayBeNamed(options.Value.Issuer, new Uri(options.Value.DiscoveryAddress), endpoint);

    public void Dispose() => gate.Dispose();

    private sealed record Attempt(long At);

    private sealed record Snapshot(OpenIdConnectConfiguration Document, long FetchedAt);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Read {Address}: {Count} keys")]
        public static partial void Fetched(ILogger logger, string address, int count);

        [LoggerMessage(LogLevel.Warning, "Could not use the discovery document at {Address}")]
        public static partial void NotFetched(ILogger logger, string address, Exception exception);
    }
}
