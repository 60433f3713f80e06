namespace PhotoShare.Web.Connections;

/// <summary>What a network's token endpoint gave us. Never in a log, a span, a page or a cookie.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="ExpiresAt">When the access token ends; none if the server did not say (RFC 6749 section 5.1).</param>
/// <param name="RefreshToken">The refresh token; none if the server gives none.</param>
public sealed record TokenSet(string AccessToken, DateTimeOffset? ExpiresAt, string? RefreshToken)
{
    // A record prints its members, and somebody logs a record one day.
    public override string ToString() => nameof(TokenSet);
}
