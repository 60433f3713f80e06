using System.Text.RegularExpressions;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Redaction;

/// <summary>Names of spans. They should say what kind of thing was done, and some instrumentations put an address or a statement there.</summary>
internal static partial class SpanNames
{
    /// <returns>The name; or, where it holds anything odd, what the attributes that are shown say instead.</returns>
    public static string Shown(string name, IReadOnlyDictionary<string, string> attributes)
    {
        if (Plain().IsMatch(name) && !SecretLooks.Any(name)) return name;
        if (HopSteps.Find(attributes.GetValueOrDefault(HopAttributes.Step)) is { } step) return step.Title;
        var method = attributes.GetValueOrDefault("http.request.method");
        var route = attributes.GetValueOrDefault("http.route");
        return (method, route) switch
        {
            (null, null) => "span",
            (not null, null) => method,
            (null, not null) => route,
            _ => $"{method} {route}",
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9 ./{}:_*,()<>'$+-]{1,160}\z")]
    private static partial Regex Plain();
}
