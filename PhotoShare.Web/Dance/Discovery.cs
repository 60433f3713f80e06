using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Before the first step: where a network's endpoints are and which keys it signs with. Remembered for an hour.</summary>
public sealed class Discovery(BackChannel backChannel, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    // A token with an unknown kid makes us read the keys again, but whoever sends many such tokens doesn't make us read often.
    private static readonly TimeSpan KeysAtMostEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Timed<ServerMetadata>> metadata = new();
    private readonly ConcurrentDictionary<string, Timed<JsonWebKeySet>> keys = new();

    public async Task<DanceResult<ServerMetadata>> MetadataAsync(Network network, CancellationToken cancellationToken)
    {
        if (metadata.TryGetValue(network.Id, out var known) && known.Since + Remembered > clock.GetUtcNow()) return known.Value;
        var answer = await backChannel.GetAsync(new(network, HopSteps.Discovery, network.MetadataAddress), accessToken: null, cancellationToken);
        if (answer is not Answer.Success success) return new Refusal(DanceProblem.ServerUnavailable, answer.ToRefusal().Cause);
        if (!ServerMetadata.Parse(success.Body, network).TryGet(out var read, out var refusal)) return refusal;
        metadata[network.Id] = new Timed<ServerMetadata>(read, clock.GetUtcNow());
        return read;
    }

    /// <summary>The network's key of this id (RFC 7517 section 4.5).</summary>
    public async Task<DanceResult<SecurityKey>> KeyAsync(Network network, string? keyId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(keyId)) return new Refusal(DanceProblem.AnswerNotTrusted, "The ID token does not say by which key it was signed.");
        var now = clock.GetUtcNow();
        var isKnown = keys.TryGetValue(network.Id, out var known);
        if (isKnown && known!.Since + Remembered > now && Find(known.Value, keyId) is { } key) return key;
        if (isKnown && known!.Since + KeysAtMostEvery > now) return Unknown;

        if (!(await MetadataAsync(network, cancellationToken)).TryGet(out var server, out var refusal)) return refusal;
        if (server.JwksUri is null) return new Refusal(DanceProblem.ServerUnavailable, "The metadata names no jwks_uri.");
        var answer = await backChannel.GetAsync(new(network, HopSteps.KeySet, server.JwksUri), accessToken: null, cancellationToken);
        if (answer is not Answer.Success success) return new Refusal(DanceProblem.ServerUnavailable, answer.ToRefusal().Cause);
        var read = JsonWebKeySet.Create(success.Body.GetRawText());
        keys[network.Id] = new Timed<JsonWebKeySet>(read, now);
        return Find(read, keyId) is { } found ? found : Unknown;
    }

    private static Refusal Unknown => new(DanceProblem.AnswerNotTrusted, "The ID token was signed by a key that the network does not publish.");

    // Symmetric keys have no place in a published set: who can read it could sign with them.
    private static JsonWebKey? Find(JsonWebKeySet set, string keyId) => set.Keys
        .FirstOrDefault(key => key.KeyId == keyId && key.Use is null or "" or JsonWebKeyUseNames.Sig && key.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve);

    private sealed record Timed<T>(T Value, DateTimeOffset Since);
}
