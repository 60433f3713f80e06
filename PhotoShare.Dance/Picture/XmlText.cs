using System.Text;
using System.Xml;

namespace PhotoShare.Dance.Picture;

/// <summary>Makes any text safe to stand in XML, be it an attribute or an element: what is drawn comes from whoever sent spans.</summary>
internal static class XmlText
{
    /// <summary>Also replaces what XML 1.0 section 2.2 has no way to say, such as U+0000.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                safe.Append(letter).Append(text[++i]);
            else
                safe.Append(Escaped(letter));
        }
        return safe.ToString();
    }

    private static string Escaped(char letter) => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#39;",
        // Shown as they would look in a line of text; a raw line break in an attribute would be read as a space anyway.
        '\n' or '\r' or '\t' => " ",
        _ when !XmlConvert.IsXmlChar(letter) => "\uFFFD",
        _ => letter.ToString(),
    };
}
