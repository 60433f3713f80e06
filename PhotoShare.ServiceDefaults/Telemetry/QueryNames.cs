namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>A URL or query string with the names of its parameters and none of their values.</summary>
public static class QueryNames
{
    /// <returns><c>http://host/path?code=*&amp;state=*</c> for <c>http://host/path?code=abc&amp;state=xyz#frag</c>; fragments go.</returns>
    public static string Only(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var withoutFragment = target.Split('#', 2)[0];
        var mark = withoutFragment.IndexOf('?', StringComparison.Ordinal);
        // url.query stands alone, with or without its question mark; url.full has a path before it.
        var isBareQuery = mark < 0 && !withoutFragment.Contains("://", StringComparison.Ordinal) && withoutFragment.Contains('=', StringComparison.Ordinal);
        if (mark < 0 && !isBareQuery) return WithoutUserInfo(withoutFragment);

        var start = mark + 1;
        var names = withoutFragment[start..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)[0] + "=*");
        return WithoutUserInfo(withoutFragment[..start]) + string.Join('&', names);
    }

    private static string WithoutUserInfo(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return url;
        var authority = scheme + 3;
        var path = url.IndexOf('/', authority);
        var at = url.LastIndexOf('@', path < 0 ? url.Length - 1 : path);
        return at < authority ? url : url[..authority] + url[(at + 1)..];
    }
}
