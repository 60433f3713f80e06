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
    /// <summary>The algorithms of a client that names none of its own (FAPI 2.0 section 5.4.1).</summary>
    public static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSsaPssSha256];
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The client that the assertion speaks for, unproven: <c>sub</c>.</summary>
    public static string? SubjectOf(string assertion) => TryRead(assertion) is var (_, claims) ? Text(claims, "sub") : null;

    /// <summary>Checks the assertion; a good one is used up by this call.</summary>
    /// <returns>Why it is refused, for the log: nothing of its content; <see langword="null"/> if it is good.</returns>
    public async Task<string?> RefusalAsync(RealmClient client, string assertion, CancellationToken cancellationToken)
    {
        if (TryRead(assertion) is not var (token, claims)) return "it is no signed JWT";
        if ((HeaderProblem(client, token) ?? ClaimsProblem(client, claims)) is { } problem) return problem;

        var candidates = await keys.FindAsync(client, string.IsNullOrEmpty(token.Kid) ? null : token.Kid, cancellationToken);
        if (candidates.Count == 0) return "the client's key set has no such key (kid)";
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = candidates,
            ValidAlgorithms = [token.Alg],
            // All claims are checked by hand, by the clock that tests can set.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid) return "the signature is wrong";

        // The id is used up last: only what is genuine may fill the table. It is hashed, for its length and characters are the client's choice.
        var id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text(claims, "jti")!)));
        return await uses.TryUseAsync($"jti:{client.ClientId}:{id}", 1, Seconds(claims, "exp")!.Value + Skew, cancellationToken) ? null : "its jti was used before";
    }

    private static string? HeaderProblem(RealmClient client, JsonWebToken token)
    {
        string[] algorithms = client.Attributes.GetValueOrDefault("token.endpoint.auth.signing.alg") is { Length: > 0 } chosen ? [chosen] : Algorithms;
        if (!algorithms.Contains(token.Alg, StringComparer.Ordinal)) return $"alg must be {string.Join(" or ", algorithms)}";
        if (!Types.Contains(token.Typ ?? "", StringComparer.OrdinalIgnoreCase)) return "typ is not that of a client assertion";
        return token.TryGetHeaderValue("crit", out object? _) ? "crit names what is not understood here" : null;
    }

    private string? ClaimsProblem(RealmClient client, JsonElement claims)
    {
        var now = time.GetUtcNow();
        if (Text(claims, "iss") != client.ClientId || Text(claims, "sub") != client.ClientId) return "iss and sub must be the client's id";
        // One string, to the letter: with a list, one assertion could be used at a second server (audience injection).
        if (Text(claims, "aud") != address.Issuer(current.Value)) return "aud must be the issuer, as one string";
        if (Text(claims, "jti") is not { Length: > 0 }) return "jti is missing";
        if (Seconds(claims, "exp") is not { } expires) return "exp is missing";
        if (expires + Skew <= now) return "it has expired";
        if (expires > now + LongestLife) return $"exp is more than {LongestLife.TotalMinutes} minutes away";
        return (Seconds(claims, "nbf") ?? now) > now + Skew || (Seconds(claims, "iat") ?? now) > now + Skew ? "it is from the future (nbf, iat)" : null;
    }

    // The claims are read as they were written: the library makes one string and a list of one string the same.
    private static (JsonWebToken Token, JsonElement Claims)? TryRead(string assertion)
    {
        try
        {
            if (!Handler.CanReadToken(assertion)) return null;
            var token = Handler.ReadJsonWebToken(assertion);
            var claims = JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(token.EncodedPayload), Strict);
            return claims.ValueKind == JsonValueKind.Object ? (token, claims) : null;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is > 0 and < 32503680000 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;
}
