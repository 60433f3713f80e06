using System.Text.RegularExpressions;

namespace PhotoShare.Dance.Redaction;

/// <summary>Whether a text that stands where no secret belongs looks like one all the same.</summary>
internal static partial class SecretLooks
{
    /// <summary>Codes, tokens and handles have 128 bits or more: 22 characters of base64url, 32 hexadecimal digits. Shorter words are left alone.</summary>
    private const int Shortest = 16;

    private const int NeverAWord = 40;

    /// <summary>Whether any word of the text looks like a secret.</summary>
    public static bool Any(string text)
    {
        if (text.Contains("eyJ", StringComparison.Ordinal) || text.Contains("urn:ietf:params:oauth:request_uri", StringComparison.OrdinalIgnoreCase)) return true;
        // Percent-encoding could hide any word.
        if (text.Contains('%', StringComparison.Ordinal)) text = Uri.UnescapeDataString(text);
        foreach (var word in Word().EnumerateMatches(text))
            if (IsOne(text.AsSpan(word.Index, word.Length))) return true;
        return false;
    }

    /// <summary>
    /// A random word changes between small letters, capitals, digits and signs at two of three places, a name at few: <c>openid-connect</c> at
    /// two of 13, <c>OAuth2GrantTypeFactory</c> at eight of 21. A net under the lists, for it misses one of a hundred of the shortest.
    /// </summary>
    private static bool IsOne(ReadOnlySpan<char> word)
    {
        if (word.Length >= NeverAWord) return true;
        if (word.Length < Shortest) return false;
        var (changes, digits) = (0, 0);
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i])) digits++;
            if (i > 0 && Class(word[i]) != Class(word[i - 1])) changes++;
        }
        return changes * 5 > word.Length * 2 || digits * 6 > word.Length;
    }

    private static int Class(char character) => character switch
    {
        >= 'a' and <= 'z' => 0,
        >= 'A' and <= 'Z' => 1,
        >= '0' and <= '9' => 2,
        _ => 3,
    };

    // Base64url, base64, hexadecimal, UUIDs.
    [GeneratedRegex("[A-Za-z0-9_+=-]{16,}")]
    private static partial Regex Word();
}
