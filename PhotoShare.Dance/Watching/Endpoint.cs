using System.Globalization;
using PhotoShare.Dance.Redaction;
using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Watching;

/// <summary>An address of an authorization server, and what is done there.</summary>
internal sealed class Endpoint(Uri address, HopStep step)
{
    // Such as /realms/x/protocol/openid-connect/token. Shorter ones other services may have, too.
    private const int TellingSegments = 4;

    // As addresses of spans are shown.
    private readonly string path = ShownUrls.Path(address.AbsolutePath);

    public HopStep Step => step;

    /// <summary>
    /// Whether the span's request went here. Whoever asks has the address as it is public; the server may stand behind a proxy and see another host,
    /// so that of it a long path is enough.
    /// </summary>
    public bool Is(SpanRecord span) =>
        PathOf(span) == path && (IsHost(span) || (span.Kind == SpanKind.Server && path.Count(character => character == '/') >= TellingSegments));

    // The instrumentation leaves out url.scheme and port where they are in url.full, which redaction takes apart.
    private bool IsHost(SpanRecord span) => span["server.address"] == address.Host
        && (span["server.port"] is not { } port || port == address.Port.ToString(CultureInfo.InvariantCulture));

    private static string? PathOf(SpanRecord span) => span["url.path"] ?? (Uri.TryCreate(span["url.full"], UriKind.Absolute, out var url) ? url.AbsolutePath : null);
}
