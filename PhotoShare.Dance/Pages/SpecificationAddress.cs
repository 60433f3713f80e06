using System.Text.RegularExpressions;

namespace PhotoShare.Dance.Pages;

/// <summary>Where a specification's section can be read.</summary>
internal static partial class SpecificationAddress
{
    /// <param name="source">Such as <c>RFC 9700 section 4.7</c> or <c>OpenID Connect Core section 5.3</c>.</param>
    /// <returns>None for others: what comes from a span never becomes an address.</returns>
    public static string? Of(string source)
    {
        if (Rfc().Match(source) is { Success: true } rfc)
            return $"https://www.rfc-editor.org/rfc/rfc{rfc.Groups["number"].Value}{(rfc.Groups["section"].Success ? $"#section-{rfc.Groups["section"].Value}" : "")}";
        if (source.StartsWith("OpenID Connect Core", StringComparison.Ordinal)) return "https://openid.net/specs/openid-connect-core-1_0.html";
        if (source.StartsWith("OpenID Connect RP-Initiated Logout", StringComparison.Ordinal)) return "https://openid.net/specs/openid-connect-rpinitiated-1_0.html";
        return source.StartsWith("OpenID Connect Discovery", StringComparison.Ordinal) ? "https://openid.net/specs/openid-connect-discovery-1_0.html" : null;
    }

    [GeneratedRegex("^RFC (?<number>[0-9]{3,5})( sections? (?<section>[0-9]+(\\.[0-9]+)*)( and [0-9.]+)?)?$")]
    private static partial Regex Rfc();
}
