using System.Globalization;
using System.Text.RegularExpressions;

namespace PhotoShare.Dance.Redaction;

/// <summary>What of addresses is shown: scheme, host, port, and the path without segments that look like secrets. Queries are taken apart (<see cref="UrlParameters"/>).</summary>
internal sealed partial class ShownUrls(UrlParameters parameters)
{
    private const string Hidden = "*";

    // Discovery documents lie deep; nothing of the protocol lies deeper.
    private const int MostSegments = 24;

    /// <summary>Whether this attribute is an address, and has been dealt with.</summary>
    public bool Take(string name, string value, Dictionary<string, string> attributes)
    {
        switch (name)
        {
            case "url.path":
                attributes["url.path"] = Path(value);
                return true;
            case "url.query":
                parameters.Describe(value, attributes);
                return true;
            case "http.target":
                Target(value, attributes);
                return true;
            case "url.full" or "http.url":
                if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") Whole(url, attributes);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The path up to its query, each segment as it is or as <c>*</c>.</summary>
    public static string Path(string path)
    {
        var end = path.AsSpan().IndexOfAny("?#;");
        var segments = (end < 0 ? path : path[..end]).Split('/', MostSegments + 1);
        return string.Join('/', segments.Take(MostSegments).Select(segment => segment.Length == 0 || IsPlain(segment) ? segment : Hidden));
    }

    /// <summary>Whether an address may be shown whole: a plain path, and no query, fragment or user.</summary>
    public static bool SaysNothingSecret(Uri url) =>
        url is { Query: "", Fragment: "", UserInfo: "" } && ShownAttributes.IsHost(url.Host) && Path(url.AbsolutePath) == url.AbsolutePath;

    private void Whole(Uri url, Dictionary<string, string> attributes)
    {
        attributes.TryAdd("url.scheme", url.Scheme);
        if (ShownAttributes.IsHost(url.Host)) attributes.TryAdd("server.address", url.Host);
        attributes.TryAdd("server.port", url.Port.ToString(CultureInfo.InvariantCulture));
        Target(url.PathAndQuery, attributes);
    }

    private void Target(string target, Dictionary<string, string> attributes)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        attributes.TryAdd("url.path", Path(target));
        if (mark >= 0) parameters.Describe(target[mark..].Split('#')[0], attributes);
    }

    private static bool IsPlain(string segment) => Segment().IsMatch(segment) && !SecretLooks.Any(segment);

    [GeneratedRegex(@"^[A-Za-z0-9._~:@{}+-]{1,64}\z")]
    private static partial Regex Segment();
}
