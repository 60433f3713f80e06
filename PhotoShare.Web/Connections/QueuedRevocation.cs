namespace PhotoShare.Web.Connections;

/// <summary>Tokens that we have no more use for, until the network has confirmed their revocation (RFC 7009).</summary>
public sealed class QueuedRevocation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Network { get; init; }
    public required string Issuer { get; init; }

    /// <summary>The account, if it is known.</summary>
    public required string Subject { get; init; }

    /// <summary>The tokens, encrypted for this row alone.</summary>
    public required byte[] ProtectedTokens { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>After that we give up: the tokens are dead by age, or nobody answers any more.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>Counted before each attempt, by the instance that makes it.</summary>
    public int Attempts { get; set; }
}
