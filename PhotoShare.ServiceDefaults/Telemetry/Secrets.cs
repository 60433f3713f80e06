using System.Buffers;
using System.Text.RegularExpressions;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// Takes out of a text what looks like a secret: values in URLs, named values, credentials of HTTP, JSON Web Tokens.
/// A net under code that logs none of them, not a licence to log: an opaque value without its name looks like any other.
/// </summary>
public static partial class Secrets
{
    private const string Names =
        "code|state|nonce|(?:access_|refresh_|id_|logout_|subject_|actor_)?token|id_token_hint|(?:client_)?assertion|code_verifier|(?:client_)?secret|" +
        "[Pp]assword|[Ss]ecret|request_uri|session_code|session_state|client_data|tab_id|jti|dpop";

    // Each pattern below needs one of these, and most texts of a span have none.
    private static readonly SearchValues<string> Signs = SearchValues.Create(["://", "\"", "=", " ", "eyJ"], StringComparison.Ordinal);

    /// <returns><c>GET http://a/cb?code=* failed: Bearer *</c> for <c>GET http://a/cb?code=abc failed: Bearer xyz</c>.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Signs)) return text;
        text = Url().Replace(text, url => QueryNames.Only(url.Value));
        text = JsonMember().Replace(text, "\"$1\":\"*\"");
        text = FormParameter().Replace(text, "$1=*");
        text = Header().Replace(text, "$1: *");
        text = Credentials().Replace(text, "$1 *");
        return WebToken().Replace(text, "*");
    }

    /// <summary>As <see cref="Redact(string)"/>, for a log line: the values that its template calls secrets go too.</summary>
    public static string Redact(string text, IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (name, value) in values)
            if (IsNameOfOne(name) && value?.ToString() is { Length: > 0 } secret) text = text.Replace(secret, "*", StringComparison.Ordinal);
        return Redact(text);
    }

    /// <summary>Whether a value of this name is a secret whatever it looks like.</summary>
    public static bool IsNameOfOne(string name) => SecretName().IsMatch(name);

    [GeneratedRegex(@"https?://[^\s""'<>]+")]
    private static partial Regex Url();

    [GeneratedRegex($"\"({Names})\"\\s*:\\s*\"[^\"]*\"")]
    private static partial Regex JsonMember();

    // The value of a form or a query: up to the next parameter, or what ends it in a sentence.
    [GeneratedRegex($@"\b({Names})=[^\s&""'<>,;]+")]
    private static partial Regex FormParameter();

    [GeneratedRegex(@"\b((?:Set-)?Cookie|Authorization|DPoP): [^\r\n]+", RegexOptions.IgnoreCase)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(Bearer|Basic|DPoP) [A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    // Three parts or five (RFC 7515 section 7.1, RFC 7516 section 7.1); every header begins with {" in base64url.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){2,4}")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"(?:password|secret|token|assertion|cookie|verifier)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
