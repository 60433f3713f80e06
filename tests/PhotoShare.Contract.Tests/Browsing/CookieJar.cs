using System.Globalization;

namespace PhotoShare.Contract.Tests.Browsing;

/// <summary>The cookies of one browser (RFC 6265), by host name and path. Ports don't count, as in a browser.</summary>
/// <remarks>
/// <see cref="System.Net.CookieContainer"/> keeps Secure cookies from plain http, also on loopback, where browsers send them
/// (a "potentially trustworthy origin"), so it can't sign in to Keycloak there.
/// </remarks>
public sealed class CookieJar
{
    private readonly Dictionary<(string Host, string Path, string Name), string> cookies = [];

    /// <summary>The values of the cookies with that name, whatever their path.</summary>
    public IReadOnlyList<string> Values(string name) =>
        [.. cookies.Where(cookie => cookie.Key.Name == name).Select(cookie => cookie.Value)];

    /// <summary>Names of all cookies that are kept.</summary>
    public IReadOnlySet<string> Names => cookies.Keys.Select(key => key.Name).ToHashSet();

    /// <summary>The value of the Cookie header for a request, or <see langword="null"/>. The longest path first (section 5.4).</summary>
    public string? HeaderFor(Uri uri)
    {
        var matching = cookies
            .Where(cookie => cookie.Key.Host == uri.Host && PathMatches(uri.AbsolutePath, cookie.Key.Path))
            .OrderByDescending(cookie => cookie.Key.Path.Length)
            .Select(cookie => $"{cookie.Key.Name}={cookie.Value}");
        return string.Join("; ", matching) is { Length: > 0 } header ? header : null;
    }

    /// <summary>Takes one Set-Cookie header.</summary>
    public void Take(Uri uri, string setCookie)
    {
        var parts = setCookie.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = Pair(parts[0]);
        var attributes = parts.Skip(1).Select(Pair).ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var path = attributes["Path"].LastOrDefault() is { Length: > 0 } given ? given : DefaultPath(uri);

        if (HasExpired(attributes)) cookies.Remove((uri.Host, path, name));
        else cookies[(uri.Host, path, name)] = value;
    }

    private static bool HasExpired(ILookup<string, string> attributes)
    {
        if (attributes["Max-Age"].LastOrDefault() is { } maxAge) return int.Parse(maxAge, CultureInfo.InvariantCulture) <= 0;
        return attributes["Expires"].LastOrDefault() is { } expires
            && DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, out var time) && time <= TimeProvider.System.GetUtcNow();
    }

    private static bool PathMatches(string requested, string path) =>
        requested == path || (requested.StartsWith(path, StringComparison.Ordinal) && (path.EndsWith('/') || requested[path.Length] == '/'));

    private static string DefaultPath(Uri uri) =>
        uri.AbsolutePath.LastIndexOf('/') is > 0 and var last ? uri.AbsolutePath[..last] : "/";

    private static (string Name, string Value) Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : (text, "");
}
