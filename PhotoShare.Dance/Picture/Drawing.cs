using System.Globalization;
using System.Text;

namespace PhotoShare.Dance.Picture;

/// <summary>Writes SVG, escaping every value. Looks are classes: the pages' policy allows no style in place, and a picture that stands alone carries the stylesheet.</summary>
internal sealed class Drawing
{
    private readonly StringBuilder _svg = new();

    public Drawing Line(string look, double x1, double y1, double x2, double y2) =>
        Element("line", look, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public Drawing Box(string look, double x, double y, double width, double height, double corner = 0) =>
        Element("rect", look, ("x", x), ("y", y), ("width", width), ("height", height), ("rx", corner));

    public Drawing Circle(string look, double x, double y, double radius) => Element("circle", look, ("cx", x), ("cy", y), ("r", radius));

    public Drawing Path(string look, FormattableString path) => Element("path", look, ("d", path.ToString(CultureInfo.InvariantCulture)));

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public Drawing Text(string look, double x, double y, string anchor, string text)
    {
        Open("text", look, ("x", x), ("y", y), ("text-anchor", anchor));
        _svg.Append(XmlText.Of(text)).Append("</text>");
        return this;
    }

    /// <summary>A line of text of which each part has a look of its own.</summary>
    public Drawing Text(string look, double x, double y, string anchor, params ReadOnlySpan<(string Look, string Text)> parts)
    {
        Open("text", look, ("x", x), ("y", y), ("text-anchor", anchor));
        foreach (var part in parts) _svg.Append("<tspan class=\"").Append(XmlText.Of(part.Look)).Append("\">").Append(XmlText.Of(part.Text)).Append("</tspan>");
        _svg.Append("</text>");
        return this;
    }

    public Drawing Group(double down, string svg)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {down:0.##})\">").Append(svg).Append("</g>\n");
        return this;
    }

    /// <summary>How wide a line of the sans-serif fonts that we use comes out, about: the server has no fonts to measure with.</summary>
    public static double WidthOf(string text, double size) => text.Length * size * 0.54;

    /// <summary>The beginning of a text that is too long, and an ellipsis.</summary>
    public static string Cut(string text, int letters) =>
        text.Length <= letters ? text : $"{text[..(char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1)]}…";

    public override string ToString() => _svg.ToString();

    private Drawing Element(string name, string look, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Open(name, look, attributes);
        _svg.Length--;
        _svg.Append("/>");
        return this;
    }

    private void Open(string name, string look, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _svg.Append('<').Append(name).Append(" class=\"").Append(XmlText.Of(look)).Append('"');
        foreach (var (attribute, value) in attributes)
        {
            var text = value is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : (string)value;
            _svg.Append(' ').Append(attribute).Append("=\"").Append(XmlText.Of(text)).Append('"');
        }
        _svg.Append('>');
    }
}
