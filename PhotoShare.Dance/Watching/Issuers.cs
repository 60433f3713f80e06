using Microsoft.Extensions.Options;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Watching;

/// <summary>The authorization servers that are watched beside ours; none where Dance runs as a part of PhotoShare.</summary>
internal sealed class Issuers(IOptions<DanceOptions> options)
{
    public IReadOnlyList<Issuer> All { get; } = [.. options.Value.Issuers.Select(issuer => new Issuer(new Uri(issuer)))];

    /// <summary>Who was asked for what; none if the span's address is none of theirs.</summary>
    public (Issuer Issuer, Endpoint Endpoint)? Find(SpanRecord span)
    {
        foreach (var issuer in All)
            foreach (var endpoint in issuer.Endpoints)
                if (endpoint.Is(span)) return (issuer, endpoint);
        return null;
    }

    /// <summary>An absolute http or https URL without query and fragment (RFC 8414 section 2). https where it is not on this machine is the issuer's business.</summary>
    public static bool IsOne(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && url is { Query: "", Fragment: "", UserInfo: "" };
}
