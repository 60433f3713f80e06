using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.Web.Data;

/// <summary>
/// The key that wraps the data-protection keys in Web's database. It is kept apart from the database, so that a copy
/// of the one alone reads no token.
/// </summary>
public sealed class DataKey
{
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private readonly byte[] key;

    /// <param name="base64">32 random bytes in base64, as <c>openssl rand -base64 32</c> makes them.</param>
    /// <exception cref="InvalidOperationException">It is not that.</exception>
    public DataKey(string? base64)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        if (!Convert.TryFromBase64String(base64 ?? "", bytes, out var length) || length != KeyBytes)
            throw new InvalidOperationException("Set DataKey to 32 random bytes in base64 (openssl rand -base64 32). What it wraps can't be read without it: keep it.");
        // A key for this purpose alone, so that DataKey may wrap other things some day (RFC 5869).
        key = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes[..KeyBytes].ToArray(), KeyBytes, info: "data-protection keys"u8.ToArray());
    }

    /// <returns>Nonce, tag and ciphertext of AES-256-GCM.</returns>
    public byte[] Wrap(string plaintext)
    {
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var wrapped = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), plain, wrapped.AsSpan(NonceBytes + TagBytes), wrapped.AsSpan(NonceBytes, TagBytes));
        return wrapped;
    }

    /// <exception cref="CryptographicException">It was wrapped with another key, or changed since.</exception>
    public string Unwrap(byte[] wrapped)
    {
        if (wrapped.Length < NonceBytes + TagBytes) throw new CryptographicException("Too short to be a wrapped key.");
        var plain = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes + TagBytes), wrapped.AsSpan(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
