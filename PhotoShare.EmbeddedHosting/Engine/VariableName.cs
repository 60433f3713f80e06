namespace Aspire.Hosting.Engine;

/// <summary>Upper case, and every other character than a letter or digit turned into <c>_</c>.</summary>
internal static class VariableName
{
    public static string Of(string name) => string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
}
