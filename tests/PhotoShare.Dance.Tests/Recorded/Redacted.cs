using System.Buffers.Text;
using System.Text.Json.Nodes;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Recorded;

/// <summary>What of a recorded span may be written down. PhotoShare.Dance's own redaction does this and more; recordings need what joining and reading ask for.</summary>
internal static class Redacted
{
    private static readonly string[] Shown =
    [
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "url.path", "server.address", "server.port", "code.function.name", "db.system",
    ];

    public static SpanRecord Of(RawSpan raw, Fingerprints fingerprints)
    {
        var attributes = raw.Attributes.Where(pair => Shown.Contains(pair.Key)).ToDictionary();
        if (raw.Attributes.GetValueOrDefault("url.full") is { } url) attributes["url.full"] = url.Split('?')[0];
        foreach (var pair in (raw.Attributes.GetValueOrDefault("url.query") ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=', 2)[0], Uri.UnescapeDataString(pair.Split('=', 2)[^1].Replace('+', ' ')));
            foreach (var (key, said) in HopParameters.Describe(name, value, fingerprints)) attributes[HopAttributes.Sent + key] = said;
            if (name == "client_data" && StateIn(value) is { } state) attributes["oauth.join.state"] = fingerprints.Of(state);
            if (name != "state" || value.Split('.') is not [_, var tab, _, var data]) continue;
            attributes["oauth.join.tab_id"] = fingerprints.Of(tab);
            if (StateIn(data) is { } packed) attributes["oauth.join.state"] = fingerprints.Of(packed);
        }
        return raw.Span with { Attributes = attributes };
    }

    private static string? StateIn(string clientData) => (string?)JsonNode.Parse(Base64Url.DecodeFromChars(clientData))?["st"];
}
