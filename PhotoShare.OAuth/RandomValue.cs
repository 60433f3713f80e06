using System.Buffers.Text;
using System.Security.Cryptography;

namespace PhotoShare.OAuth;

/// <summary>What nobody may guess: <c>state</c>, <c>nonce</c>, <c>jti</c>, handles (RFC 6749 section 10.10 asks for 128 bits at least).</summary>
public static class RandomValue
{
    /// <summary>256 random bits in base64url: 43 characters.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
