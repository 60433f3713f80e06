namespace PhotoShare.Web.Connections;

/// <summary>
/// What came out of a dance and waits for the person's word: "this is the account that you connected: keep it?"
/// In the database, for what is not kept must be revoked even if we are stopped meanwhile.
/// </summary>
public sealed class PendingConnection
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string PersonId { get; init; }
    public required string Network { get; init; }
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required string AccountName { get; init; }
    public required string Scopes { get; init; }

    /// <summary>The tokens, encrypted for this row alone.</summary>
    public required byte[] ProtectedTokens { get; init; }

    /// <summary>The dance that it came out of: the context of its first span (<c>traceparent</c>); none if it was not seen.</summary>
    public string? Dance { get; init; }

    /// <summary>After that it counts as declined.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
