using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>Looks for known secrets in any text: in clear, URL-encoded, in base64 wherever they may begin in it, and inside of JSON Web Tokens.</summary>
public sealed partial class SecretScan
{
    private readonly IReadOnlyDictionary<string, string> _secrets;
    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);
    private readonly SearchValues<string> _any;

    /// <param name="secrets">Values, each with its name.</param>
    public SecretScan(IReadOnlyDictionary<string, string> secrets)
    {
        _secrets = secrets;
        foreach (var (value, name) in secrets)
            foreach (var (form, text) in FormsOf(value))
                if (text.Length >= 8) _forms.TryAdd(text, $"{name} {form}");
        _any = SearchValues.Create([.. _forms.Keys], StringComparison.Ordinal);
    }

    /// <summary>How many values are looked for.</summary>
    public int Count => _secrets.Count;

    /// <summary>What was found, in words: which kind of secret in which form, never the value.</summary>
    public IReadOnlyList<string> Find(string text)
    {
        var found = new HashSet<string>();
        Search(text, "", found);
        // A token has its own base64 around its claims.
        foreach (Match token in WebToken().Matches(text))
        {
            found.Add("something that looks like a JSON Web Token");
            foreach (var part in token.Value.Split('.').Take(2))
                if (TryDecode(part) is { } inside) Search(inside, " inside a JSON Web Token", found);
        }
        return [.. found];
    }

    private void Search(string text, string where, HashSet<string> found)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(_any); at >= 0; at = rest.IndexOfAny(_any))
        {
            rest = rest[at..];
            foreach (var (form, name) in _forms)
                if (rest.StartsWith(form, StringComparison.Ordinal)) found.Add(name + where);
            rest = rest[1..];
        }
    }

    private static IEnumerable<(string Form, string Text)> FormsOf(string value)
    {
        yield return ("in clear", value);
        yield return ("URL-encoded", Uri.EscapeDataString(value));
        // In the middle of a longer text, base64 begins at one of three places; its edges hold bits of their neighbours.
        for (var before = 0; before < 3; before++)
        {
            var bytes = new byte[before].Concat(Encoding.UTF8.GetBytes(value)).ToArray();
            var encoded = Convert.ToBase64String(bytes).TrimEnd('=');
            var skipped = before == 0 ? 0 : before + 1;
            var clean = encoded[skipped..^(bytes.Length % 3 == 0 ? 0 : 1)];
            yield return ("in base64", clean);
            yield return ("in base64url", clean.Replace('+', '-').Replace('/', '_'));
        }
    }

    private static string? TryDecode(string part)
    {
        try { return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)); }
        catch (FormatException) { return null; }
    }

    // Compact form (RFC 7515 section 7.1): every header begins with {" in base64url.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*")]
    private static partial Regex WebToken();
}
