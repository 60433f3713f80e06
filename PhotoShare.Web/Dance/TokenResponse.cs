using System.Text.Json;
using PhotoShare.Web.Connections;

namespace PhotoShare.Web.Dance;

/// <summary>A token endpoint's answer (RFC 6749 section 5.1).</summary>
/// <param name="Tokens">What is kept.</param>
/// <param name="Scopes">What was granted; none if the server did not say, for then it is what was asked.</param>
/// <param name="IdToken">Who it was; with OpenID Connect.</param>
public sealed record TokenResponse(TokenSet Tokens, IReadOnlyList<string>? Scopes, string? IdToken)
{
    /// <returns>None if it lacks an access token, or is of a type that we can't use.</returns>
    public static TokenResponse? Read(JsonElement json, DateTimeOffset now)
    {
        // RFC 6749 section 7.1: a client must not use a token whose type it does not understand.
        if (json.Text("access_token") is not { Length: > 0 } accessToken || !"Bearer".Equals(json.Text("token_type"), StringComparison.OrdinalIgnoreCase)) return null;
        DateTimeOffset? expiresAt = json.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var count) ? now.AddSeconds(Math.Max(count, 0)) : null;
        IReadOnlyList<string>? scopes = null;
        if (json.Text("scope") is { } scope && !OAuth.Scopes.TryParse(scope, out scopes)) return null;
        return new TokenResponse(new TokenSet(accessToken, expiresAt, json.Text("refresh_token")), scopes, json.Text("id_token"));
    }

    public override string ToString() => nameof(TokenResponse);
}
