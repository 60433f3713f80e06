using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Layout;

/// <summary>A realm's own colour and mark, so that nobody can miss where they are.</summary>
/// <remarks>The colour is the realm's attribute <c>photoshare.colour</c>, <c>#rrggbb</c>; white text on it must be legible (WCAG 2.2, 1.4.3).</remarks>
public static class RealmTheme
{
    /// <summary>The attribute that holds the colour. Keycloak keeps attributes that it doesn't know.</summary>
    public const string ColourAttribute = "photoshare.colour";

    /// <summary>Addresses below the realm's own.</summary>
    internal const string StylesheetPath = "/resources/theme.css", IconPath = "/resources/icon.svg";

    private const string Grey = "#475569";

    /// <summary>Maps the stylesheet and the icon of each realm.</summary>
    public static void MapRealmTheme(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(StylesheetPath, GetStylesheet);
        endpoints.MapGet(IconPath, GetIcon);
    }

    /// <summary>What is wrong with a colour, or <see langword="null"/>.</summary>
    public static string? Problem(string colour)
    {
        if (!TryParse(colour, out var red, out var green, out var blue)) return "must be a colour, #rrggbb";
        var contrast = 1.05 / (Luminance(red, green, blue) + 0.05);
        return contrast >= 4.5 ? null : string.Create(CultureInfo.InvariantCulture, $"is too light: white text on it has a contrast of {contrast:0.0}, and 4.5 is the least (WCAG 2.2, 1.4.3)");
    }

    internal static string InitialOf(Realm realm) => StringInfo.GetNextTextElement(realm.DisplayName).ToUpperInvariant();

    private static string ColourOf(Realm realm) => realm.Attributes.GetValueOrDefault(ColourAttribute, Grey);

    private static ContentHttpResult GetStylesheet(CurrentRealm current, HttpResponse response) =>
        Resource(response, "text/css", $":root {{ --realm: {ColourOf(current.Value)} }}\n");

    private static ContentHttpResult GetIcon(CurrentRealm current, HttpResponse response) => Resource(response, "image/svg+xml",
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="{ColourOf(current.Value)}"/><text x="16" y="23" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="20" fill="#fff">{WebUtility.HtmlEncode(InitialOf(current.Value))}</text></svg>
        """);

    private static ContentHttpResult Resource(HttpResponse response, string type, string text)
    {
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(text, type);
    }

    private static bool TryParse(string colour, out byte red, out byte green, out byte blue)
    {
        green = blue = red = 0;
        return colour.Length == 7 && colour[0] == '#' && colour.Skip(1).All(char.IsAsciiHexDigit)
            && byte.TryParse(colour.AsSpan(1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out red)
            && byte.TryParse(colour.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out green)
            && byte.TryParse(colour.AsSpan(5, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out blue);
    }

    // Relative luminance, as WCAG 2.2 defines it.
    private static double Luminance(byte red, byte green, byte blue) => 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue);

    private static double Linear(byte channel) => channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
