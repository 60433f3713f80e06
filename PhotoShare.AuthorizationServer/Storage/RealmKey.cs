namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>A key of the realm, made at its first start and kept, so that tokens outlive a restart.</summary>
/// <remarks>The key lies in the database file as it is: the file is for its owner alone, and the server for development and tests.</remarks>
internal sealed class RealmKey
{
    /// <summary>The key's id: <c>kid</c> (RFC 7515 section 4.1.4).</summary>
    public required string Id { get; init; }

    /// <summary>What it is for: the JWS algorithm that it signs by (RFC 7518 section 3.1), or <see cref="Encryption"/>.</summary>
    public required string Use { get; init; }

    /// <summary>PKCS #8 for a signing key, 32 bytes for the encryption key.</summary>
    public required byte[] Material { get; init; }

    /// <summary>The use of the key that encrypts what the server writes for itself only: codes, refresh tokens, pushed requests.</summary>
    public const string Encryption = "enc";
}
