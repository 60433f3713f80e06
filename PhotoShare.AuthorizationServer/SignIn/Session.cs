namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>A person's session at a realm. It lives in the realm's database, the cookie only names it: ending it here ends it everywhere.</summary>
public sealed class Session
{
    /// <summary>The session's id, <c>sid</c> in ID tokens (OpenID Connect Front-Channel Logout section 3): 256 random bits, new at each sign-in.</summary>
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    /// <summary>When the person last proved who they are: <c>auth_time</c>, in UTC.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>When the session was last used, in UTC, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The alias of the identity provider that vouched for the person; <see langword="null"/> after a password.</summary>
    public string? IdentityProvider { get; init; }
}
