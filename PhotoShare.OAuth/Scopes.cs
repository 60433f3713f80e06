using System.Buffers;

namespace PhotoShare.OAuth;

/// <summary>Lists of scopes as the protocol writes them (RFC 6749 section 3.3).</summary>
public static class Scopes
{
    // scope = scope-token *( SP scope-token ), scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7E - 0x20).Select(code => (char)code).Where(c => c is not ('"' or '\\'))]);

    /// <summary>Reads a list whose order means nothing; what stands there twice is there once.</summary>
    /// <returns>False for what the grammar does not allow, such as two spaces in a row. An absent list is empty.</returns>
    public static bool TryParse(string? value, out IReadOnlyList<string> scopes)
    {
        scopes = [];
        if (string.IsNullOrEmpty(value)) return true;
        var tokens = value.Split(' ');
        if (tokens.Any(token => token.Length == 0 || token.AsSpan().ContainsAnyExcept(TokenCharacters))) return false;
        scopes = [.. tokens.Distinct(StringComparer.Ordinal)];
        return true;
    }

    public static string Format(IEnumerable<string> scopes) => string.Join(' ', scopes);
}
