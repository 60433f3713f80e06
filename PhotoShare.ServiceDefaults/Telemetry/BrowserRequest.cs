namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>Tells a browser's request from a server's by its headers.</summary>
internal static class BrowserRequest
{
    /// <summary>Headers that browsers send, whatever the page that makes them wants, and our servers never do.</summary>
    private static readonly string[] Marks = ["Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User", "Origin", "Cookie", "Accept-Language"];

    /// <param name="header">The values of a header, none if it was not sent.</param>
    public static bool IsOne(Func<string, IEnumerable<string>> header) =>
        Array.Exists(Marks, mark => header(mark).Any()) || header("User-Agent").Any(agent => agent.StartsWith("Mozilla", StringComparison.OrdinalIgnoreCase));
}
