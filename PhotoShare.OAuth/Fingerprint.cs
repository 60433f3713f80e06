using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.OAuth;

/// <summary>What telemetry says instead of a code, a token or another secret: enough to see that two hops spoke of the same one.</summary>
public static class Fingerprint
{
    /// <summary>The first 32 bits of the SHA-256 as 8 hexadecimal digits. Only for values that can't be guessed: a password's would be a hint.</summary>
    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4));
}
