using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.OAuth.Hops;

/// <summary>
/// Names for secrets that give nothing away: with them one can see that two hops spoke of the same code. HMAC-SHA-256 cut to 64 bits, under
/// a key that is made for each run; whoever has no key can't even test a guess.
/// </summary>
public sealed class Fingerprints
{
    /// <summary>How a fingerprint begins.</summary>
    public const string Prefix = "fp:";

    private const int HexDigits = 16;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private readonly byte[] key;

    /// <param name="key">As AppHost gives it to all; none makes one that nobody shares.</param>
    public Fingerprints(string? key) => this.key = string.IsNullOrEmpty(key) ? RandomNumberGenerator.GetBytes(32) : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <returns><c>fp:</c> and 16 hexadecimal digits.</returns>
    public string Of(string secret) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)).AsSpan(0, HexDigits / 2));

    /// <summary>Whether a text is a fingerprint and nothing else.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: 3 + HexDigits } && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(3).IndexOfAnyExcept(Hex) < 0;
}
