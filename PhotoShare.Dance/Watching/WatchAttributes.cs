namespace PhotoShare.Dance.Watching;

/// <summary>What is noted on spans of foreign applications after redaction; nobody can send any of it.</summary>
internal static class WatchAttributes
{
    /// <summary>Here a dance begins, or goes on by the browser: what has the same keys belongs below this very span.</summary>
    public const string Cause = "oauth.watch.cause";

    /// <summary>What of the hop is concluded, and from what.</summary>
    public const string Inferred = "oauth.watch.inferred";

    /// <summary>Stands for the fingerprint of a <c>request_uri</c> that one of the two spans does not tell: made of the id of a span.</summary>
    public const string Pushed = "oauth.watch.pushed";

    /// <summary>Stands for the <c>state</c> that an authorization request does not tell: made of the id of its span.</summary>
    public const string Asked = "oauth.watch.asked";
}
