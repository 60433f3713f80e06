using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Protocol.Clients;

/// <summary>Checks the assertion by which a client proves itself: <c>private_key_jwt</c> (RFC 7523 section 3, OpenID Connect Core section 9).</summary>
internal sealed class ClientAssertions(ClientKeys keys, OneTimeUses uses, CurrentRealm current, PublicAddress address, TimeProvider time)
{
    /// <summary>How far a client's clock may be off (FAPI 2.0 section 5.3.2.1 accepts 10 s ahead and refuses 60 s).</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>The furthest <c>exp</c>: each <c>jti</c> is remembered until then.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    private static readonly string[] Types = ["", "JWT", "client-authentication+jwt", "application/client-authentication+jwt"];
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSsaPssSha256];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The client that the assertion speaks for, unproven: <c>sub</c>.</summary>
    public static string? SubjectOf(string assertion) => TryRead(assertion) is { } token && token.TryGetPayloadValue("sub", out string? subject) ? subject : null;

    /// <summary>Whether the assertion is good. A good one is used up by this call.</summary>
    public async Task<bool> AcceptAsync(RealmClient client, string assertion, CancellationToken cancellationToken)
    {
        if (TryRead(assertion) is not { } token || !HeaderIsFit(client, token) || !ClaimsAreFit(client, token, out var id, out var expires)) return false;

        var candidates = await keys.FindAsync(client, string.IsNullOrEmpty(token.Kid) ? null : token.Kid, cancellationToken);
        if (candidates.Count == 0) return false;
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = candidates,
            ValidAlgorithms = [token.Alg],
            // All claims are checked by hand, by the clock that tests can set.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });

        // The id is used up last: only what is genuine may fill the table. It is hashed, for its length and characters are the client's choice.
        return result.IsValid && await uses.TryUseAsync($"jti:{client.ClientId}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}", 1, expires + Skew, cancellationToken);
    }

    private static bool HeaderIsFit(RealmClient client, JsonWebToken token)
    {
        var algorithms = client.Attributes.GetValueOrDefault("token.endpoint.auth.signing.alg") is { Length: > 0 } chosen ? [chosen] : Algorithms;
        return algorithms.Contains(token.Alg, StringComparer.Ordinal)
            && Types.Contains(token.Typ ?? "", StringComparer.OrdinalIgnoreCase)
            && !token.TryGetHeaderValue("crit", out object? _);
    }

    private bool ClaimsAreFit(RealmClient client, JsonWebToken token, out string id, out DateTimeOffset expires)
    {
        (id, expires) = ("", default);
        var now = time.GetUtcNow();
        if (Text(token, "iss") != client.ClientId || Text(token, "sub") != client.ClientId) return false;
        // One string, to the letter: with a list, one assertion could be used at a second server (audience injection, RFC 7523bis).
        if (Text(token, "aud") != address.Issuer(current.Value)) return false;
        if (Text(token, "jti") is not { Length: > 0 } jti || Seconds(token, "exp") is not { } end) return false;
        (id, expires) = (jti, end);
        return now < expires + Skew
            && expires <= now + LongestLife
            && (Seconds(token, "nbf") ?? now) <= now + Skew
            && (Seconds(token, "iat") ?? now) <= now + Skew;
    }

    private static JsonWebToken? TryRead(string assertion)
    {
        try
        {
            return Handler.CanReadToken(assertion) ? Handler.ReadJsonWebToken(assertion) : null;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue(claim, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Seconds(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue(claim, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is > 0 and < 32503680000 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
