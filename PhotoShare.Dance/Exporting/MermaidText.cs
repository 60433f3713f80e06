using System.Globalization;
using System.Text;

namespace PhotoShare.Dance.Exporting;

/// <summary>
/// Makes any text safe to stand in a Mermaid diagram. Mermaid's own escape is an entity without ampersand, <c>#59;</c>; everything but letters, digits
/// and the most harmless signs becomes one, so that no value can end a line (<c>;</c>), begin a comment or a directive (<c>%%{</c>), or be HTML.
/// </summary>
internal static class MermaidText
{
    private const string Harmless = " .,-_/()";

    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x20 || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                safe.Append(' ');
            else if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && Harmless.Contains((char)rune.Value, StringComparison.Ordinal)))
                safe.Append(rune);
            else
                safe.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }
        // The word ends a box or a block wherever it stands alone.
        return string.Join(' ', safe.ToString().Split(' ').Select(word => word.Equals("end", StringComparison.OrdinalIgnoreCase) ? $"#{(int)word[0]};{word[1..]}" : word)).Trim();
    }
}
