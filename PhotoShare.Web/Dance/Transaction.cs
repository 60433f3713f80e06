namespace PhotoShare.Web.Dance;

/// <summary>One dance under way: what the answer will be measured by. It stays on the server.</summary>
public sealed record Transaction
{
    /// <summary>With which network. Its callback takes no other's answer.</summary>
    public required string Network { get; init; }

    /// <summary>Who began: only they may finish.</summary>
    public required string PersonId { get; init; }

    /// <summary>The SHA-256 of the cookie of the browser in which it began.</summary>
    public required byte[] BrowserHash { get; init; }

    /// <summary>Ties the ID token to this dance (OpenID Connect Core section 3.1.2.1).</summary>
    public required string Nonce { get; init; }

    /// <summary>Ties the code to this dance (RFC 7636).</summary>
    public required string CodeVerifier { get; init; }

    /// <summary>What was asked for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The dance's trace: the context of its first span (W3C Trace Context, <c>traceparent</c>). The browser never sees it.</summary>
    public string? Dance { get; init; }

    public override string ToString() => nameof(Transaction);
}
