using System.Buffers.Text;
using System.Text.Json;

namespace PhotoShare.OAuth.Hops;

/// <summary>
/// What may be seen of the protocol's parameters. A list of what is shown, and of what becomes a fingerprint; everything else is dropped,
/// passwords, user names and cookies among it.
/// </summary>
public static class HopParameters
{
    // Longer than any honest value of those that are shown.
    private const int LongestShown = 400;

    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "response_type", "response_mode", "client_id", "redirect_uri", "scope", "code_challenge_method", "prompt", "max_age", "grant_type", "token_type",
        "token_type_hint", "expires_in", "iss", "error", "active", "client_assertion_type", "kc_idp_hint", "authentication", "decision", "status", "aud", "exp",
    };

    private static readonly HashSet<string> Fingerprinted = new(StringComparer.Ordinal)
    {
        "code", "state", "nonce", "request_uri", "code_challenge", "code_verifier", "access_token", "refresh_token", "id_token", "token", "client_assertion",
        "id_token_hint", "logout_token", "assertion", "dpop", "session_code", "session_state", "client_data", "tab_id", "execution", "jti", "sid",
    };

    // Say nothing secret about a token or an assertion. cnf is told as present or not.
    private static readonly string[] Claims = ["iss", "aud", "scope", "exp", "iat", "typ"], HeaderClaims = ["alg", "typ"];

    /// <summary>Whether a value of this name may stand as it is.</summary>
    public static bool IsShown(string name) => Shown.Contains(name);

    /// <summary>Whether a value of this name is told by its fingerprint.</summary>
    public static bool IsFingerprinted(string name) => Fingerprinted.Contains(name);

    /// <summary>
    /// What of a parameter may be seen: <c>scope=openid</c> as it is, <c>code=fp:…</c>, and of tokens and assertions a few claims, as
    /// <c>client_assertion.aud</c>; nothing for a parameter that is on neither list.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Describe(string name, string value, Fingerprints fingerprints)
    {
        if (string.IsNullOrEmpty(value)) yield break;
        if (IsFingerprinted(name))
        {
            yield return new(name, fingerprints.Of(value));
            foreach (var (claim, said) in ClaimsOf(value)) yield return new($"{name}.{claim}", said);
        }
        else if (IsShown(name))
        {
            // Whoever puts a token where a scope belongs must not have it shown.
            var isHonest = value.Length <= LongestShown && !value.Contains("eyJ", StringComparison.Ordinal);
            yield return new(name, !isHonest ? fingerprints.Of(value) : name == "redirect_uri" ? value.Split('?', '#')[0] : value);
        }
    }

    /// <summary>Whether an attribute <c>oauth.hop.sent.*</c> or <c>.received.*</c> says no more than <see cref="Describe"/> would: the last look before it leaves the process.</summary>
    /// <param name="name">Without its prefix, such as <c>code</c> or <c>client_assertion.aud</c>.</param>
    public static bool MayLeave(string name, string value)
    {
        if (IsFingerprinted(name)) return Hops.Fingerprints.IsOne(value);
        if (Hops.Fingerprints.IsOne(value)) return IsShown(name);
        if (value.Length > LongestShown || value.Contains("eyJ", StringComparison.Ordinal)) return false;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return IsShown(name);
        return IsFingerprinted(name[..dot]) && name[(dot + 1)..] is "cnf" or "alg" or "iss" or "aud" or "scope" or "exp" or "iat" or "typ";
    }

    private static IReadOnlyList<KeyValuePair<string, string>> ClaimsOf(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !token.StartsWith("eyJ", StringComparison.Ordinal)) return [];
        try
        {
            using var header = Read(parts[0]);
            using var payload = Read(parts[1]);
            return header is null || payload is null ? [] : [.. ClaimsOf(header.RootElement, payload.RootElement)];
        }
        // Anybody can send anything for a token: no base64url, no JSON, or text that is no Unicode, which shows only when it is read.
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return [];
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> ClaimsOf(JsonElement header, JsonElement payload)
    {
        foreach (var claim in HeaderClaims)
            if (Text(header, claim) is { } said) yield return new(claim, said);
        foreach (var claim in Claims)
            // The header's typ says which kind of token it is (RFC 8725 section 3.11); Keycloak's ID tokens have a claim of that name too.
            if (claim is not "typ" && Text(payload, claim) is { } said) yield return new(claim, said);
        if (payload.TryGetProperty("cnf", out _)) yield return new("cnf", "present");
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => Bounded(value.GetString()!),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Array => Bounded(string.Join(' ', value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()))),
            _ => null,
        }
        : null;

    private static string? Bounded(string text) => text.Length is > 0 and <= LongestShown && !text.Contains("eyJ", StringComparison.Ordinal) ? text : null;

    private static JsonDocument? Read(string part)
    {
        var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), new JsonDocumentOptions { MaxDepth = 16 });
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        return null;
    }
}
