namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>How often something was used that may be used once, or a few times: an assertion's <c>jti</c>, a rotated refresh token.</summary>
internal sealed class OneTimeUse
{
    /// <summary>What was used, such as <c>jti:{client}:{id}</c>. Never a secret.</summary>
    public required string Key { get; init; }

    public required int Count { get; init; }

    /// <summary>Seconds since 1970, after which nobody accepts the thing anyway.</summary>
    public required long ExpiresAt { get; init; }
}
