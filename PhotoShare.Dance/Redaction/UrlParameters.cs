using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Redaction;

/// <summary>The parameters of a query: each told as <see cref="HopParameters"/> lets it be, the rest dropped.</summary>
internal sealed class UrlParameters(Fingerprints fingerprints)
{
    // An authorization request with everything that OpenID Connect knows has about twenty.
    private const int Most = 64;

    private const int LongestClient = 64;

    // RFC 7521 section 4.2, the words that are longer than words are.
    private const string ClientAssertionType = "urn:ietf:params:oauth:client-assertion-type:";

    /// <summary>Writes <c>oauth.hop.sent.*</c> and what is packed in <c>client_data</c> and <c>state</c>; what is there already stays.</summary>
    /// <param name="query">With or without its question mark; encoded.</param>
    public void Describe(string query, Dictionary<string, string> attributes)
    {
        foreach (var pair in query.TrimStart('?').Split('&', Most + 1, StringSplitOptions.RemoveEmptyEntries).Take(Most))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) continue;
            var (name, value) = (Decoded(pair[..equals]), Decoded(pair[(equals + 1)..]));
            // Taken out at the source already. Its fingerprint would be the same everywhere, and join what does not belong together.
            if (value is "*" or "Redacted" or "REDACTED") continue;
            foreach (var (key, said) in HopParameters.Describe(name, value, fingerprints))
                attributes.TryAdd(HopAttributes.Sent + key, IsHonest(key, said) ? said : fingerprints.Of(value));
            foreach (var (key, said) in KeycloakParameters.Unpack(name, value)) attributes.TryAdd(key, fingerprints.Of(said));
        }
    }

    /// <summary>Whether a value that may be shown by its name may be so by its looks, too: a code where a scope belongs is still a code.</summary>
    /// <param name="name">Without prefix: <c>scope</c>, <c>client_assertion.aud</c>.</param>
    public static bool IsHonest(string name, string value) => Fingerprints.IsOne(value) || value.Split(' ').All(word =>
        Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? ShownUrls.SaysNothingSecret(url)
        : !SecretLooks.Any(word) || (IsNameOfClients(name) && word.Length <= LongestClient) || word.StartsWith(ClientAssertionType, StringComparison.Ordinal));

    // A foreign client's id may be as random as a secret, and is none (RFC 6749 section 2.2). It is also who an assertion is from, and whom a token is for.
    private static bool IsNameOfClients(string name) =>
        name is "client_id" || name.EndsWith(".iss", StringComparison.Ordinal) || name.EndsWith(".aud", StringComparison.Ordinal);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
