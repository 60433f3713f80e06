using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.OAuth;

/// <summary>Proof Key for Code Exchange (RFC 7636), S256 only: <c>plain</c> does not protect from whoever reads the request.</summary>
public static class Pkce
{
    public const string Method = "S256";

    /// <summary>A code verifier of 43 characters: 256 random bits (RFC 7636 section 4.1).</summary>
    public static string CreateVerifier() => RandomValue.Create();

    /// <summary>The code challenge of a verifier (RFC 7636 section 4.2).</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
