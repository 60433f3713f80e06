namespace PhotoShare.Web.Connections;

/// <summary>One account at one network that a person has connected.</summary>
public sealed class Connection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose it is: the subject at PhotoShare's own realm.</summary>
    public required string PersonId { get; init; }

    /// <summary>The id of the network in configuration. A person has one connection to each.</summary>
    public required string Network { get; init; }

    /// <summary>With <see cref="Subject"/> the account's name for ever (OpenID Connect Core section 5.7); user names and e-mail addresses change hands.</summary>
    public required string Issuer { get; init; }

    /// <summary>The account at <see cref="Issuer"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>What the account is called there. For people to read; nothing is decided by it.</summary>
    public required string AccountName { get; set; }

    /// <summary>What was granted, separated by spaces.</summary>
    public required string Scopes { get; set; }

    /// <summary>When the person kept the account; a reconnect leaves it as it is.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When an access token was last asked for, to the minute; none if never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>The tokens, encrypted for this connection alone; none when the grant has ended and a reconnect is needed.</summary>
    public byte[]? ProtectedTokens { get; set; }

    /// <summary>Goes up with each change of the tokens, so that a late answer never overwrites a newer one.</summary>
    public int Version { get; set; }

    /// <summary>The dance that it came out of, a reconnect's after one: the context of its first span (<c>traceparent</c>); none if it was not seen.</summary>
    public string? Dance { get; set; }

    /// <summary>Until then the first read still belongs to <see cref="Dance"/>, and ends it; none once it has.</summary>
    public DateTimeOffset? FirstReadUntil { get; set; }

    /// <summary>The network refuses us: only the person can mend that.</summary>
    public bool NeedsReconnect => ProtectedTokens is null;
}
