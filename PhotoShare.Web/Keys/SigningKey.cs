namespace PhotoShare.Web.Keys;

/// <summary>One of Web's keys for client assertions, as it lies in the database.</summary>
public sealed class SigningKey
{
    /// <summary>1, 2, 3…: the key of the table, so that two instances can't both make the next one.</summary>
    public required int Generation { get; init; }

    /// <summary>The <c>kid</c>: the public key's thumbprint (RFC 7638).</summary>
    public required string KeyId { get; init; }

    /// <summary>From when on it signs. It is published from the moment that it is in the table.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>The private key as PKCS#8, encrypted by data protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }
}
