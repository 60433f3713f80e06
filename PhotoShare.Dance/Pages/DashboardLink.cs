using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Pages;

/// <summary>Leads into Aspire's dashboard, which shows the same spans as a waterfall. <c>Dance:DashboardUrl</c> says where it is; default: no links.</summary>
internal sealed class DashboardLink
{
    public const string Key = "Dance:DashboardUrl";

    private readonly Uri? _dashboard;

    public DashboardLink(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text) return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new InvalidOperationException($"{Key} is \"{text}\": give it the dashboard's address, such as http://127.0.0.1:18888.");
        // Only the place, also of the link with which one signs in to the dashboard: its token must not stand on pages.
        var place = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _dashboard = new Uri((place.EndsWith("/login", StringComparison.Ordinal) ? place[..^"/login".Length] : place) + "/");
    }

    public string? Of(WatchedDance dance) => _dashboard is null ? null : new Uri(_dashboard, $"traces/detail/{Uri.EscapeDataString(dance.Id)}").AbsoluteUri;

    public string? Of(WatchedDance dance, Hop hop) => Of(dance) is { } trace ? $"{trace}?spanId={Uri.EscapeDataString(hop.SpanId)}" : null;
}
