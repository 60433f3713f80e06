using System.Text;

namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Collects an SVG of a given size. Everything that is left to chance comes from its seed.</summary>
internal sealed class Canvas(int width, int height, int seed)
{
    private readonly StringBuilder definitions = new();
    private readonly StringBuilder shapes = new();
    private int ids;

    /// <summary>Pixels, as is <see cref="H"/>.</summary>
    public double W { get; } = width;
    public double H { get; } = height;
    public Random Random { get; } = new(seed);

    public double Between(double least, double most) => least + Random.NextDouble() * (most - least);

    public T OneOf<T>(params T[] choices) => choices[Random.Next(choices.Length)];

    /// <summary>A colour between two, <c>#rrggbb</c>.</summary>
    public static string Mix(string from, string to, double share)
    {
        int Channel(int at) => (int)Math.Round(Convert.ToInt32(from.Substring(at, 2), 16) * (1 - share) + Convert.ToInt32(to.Substring(at, 2), 16) * share);
        return $"#{Channel(1):x2}{Channel(3):x2}{Channel(5):x2}";
    }

    public Canvas Add(string shape)
    {
        shapes.Append(shape);
        return this;
    }

    public Canvas Path(string path, string fill, double opacity = 1) => Add($"<path d='{path}' fill='{fill}' fill-opacity='{opacity:0.##}'/>");

    public Canvas Line(string path, string stroke, double thickness, double opacity = 1) =>
        Add($"<path d='{path}' fill='none' stroke='{stroke}' stroke-width='{thickness:0.##}' stroke-opacity='{opacity:0.##}' stroke-linecap='round'/>");

    /// <summary>Fills everything from top to bottom.</summary>
    public Canvas Sky(params (double At, string Colour)[] stops) => Add($"<rect width='{W}' height='{H}' fill='{Vertical(0, H, stops)}'/>");

    /// <summary>A soft round light.</summary>
    public Canvas Glow(double x, double y, double radius, string colour, double opacity = 1) =>
        Add($"<circle cx='{x:0.#}' cy='{y:0.#}' r='{radius:0.#}' fill='{Radial((0, colour + "ff"), (0.25, colour + "99"), (0.6, colour + "33"), (1, colour + "00"))}' fill-opacity='{opacity:0.##}'/>");

    /// <summary>A veil that is thickest in its middle: mist, haze, the shine over a horizon.</summary>
    public Canvas Veil(double top, double bottom, string colour, double opacity) =>
        Add($"<rect y='{top:0.#}' width='{W}' height='{bottom - top:0.#}' fill='{Vertical(top, bottom, (0, colour + "00"), (0.55, colour + "ff"), (1, colour + "00"))}' fill-opacity='{opacity:0.##}'/>");

    public Canvas Stars(int count, double lowest)
    {
        for (var i = 0; i < count; i++)
            Add($"<circle cx='{Between(0, W):0.#}' cy='{lowest * Math.Pow(Random.NextDouble(), 1.3):0.#}' r='{Between(0.5, 1.9):0.##}' fill='#fff' fill-opacity='{Between(0.25, 0.95):0.##}'/>");
        return this;
    }

    /// <summary>A corner that falls off a little, as lenses do.</summary>
    public Canvas Vignette(double opacity = 0.35) =>
        Add($"<rect width='{W}' height='{H}' fill='{Radial((0, "#00000000"), (0.62, "#00000000"), (1, "#000000ff"))}' fill-opacity='{opacity:0.##}' transform='translate({-W * 0.15:0} {-H * 0.15:0}) scale(1.3)'/>");

    /// <returns>A paint for <c>fill</c> that runs from one height to another, whatever it fills.</returns>
    public string Vertical(double top, double bottom, params (double At, string Colour)[] stops) =>
        Gradient("linearGradient", $"gradientUnits='userSpaceOnUse' x1='0' x2='0' y1='{top:0.#}' y2='{bottom:0.#}'", stops);

    public string Slanted(double x1, double y1, double x2, double y2, params (double At, string Colour)[] stops) =>
        Gradient("linearGradient", $"gradientUnits='userSpaceOnUse' x1='{x1:0.#}' y1='{y1:0.#}' x2='{x2:0.#}' y2='{y2:0.#}'", stops);

    public string Radial(params (double At, string Colour)[] stops) => Gradient("radialGradient", "", stops);

    /// <param name="margin">How far it may run over, as a share of what is blurred: each pixel of it costs time.</param>
    /// <returns>The attribute <c>filter</c> for a blur of so many pixels.</returns>
    public string Blur(double pixels, double margin = 0.5)
    {
        definitions.Append($"<filter id='b{ids}' x='{-margin:0.##}' y='{-margin:0.##}' width='{1 + 2 * margin:0.##}' height='{1 + 2 * margin:0.##}'><feGaussianBlur stdDeviation='{pixels:0.#}'/></filter>");
        return $"filter='url(#b{ids++})'";
    }

    private string Gradient(string kind, string attributes, (double At, string Colour)[] stops)
    {
        definitions.Append($"<{kind} id='g{ids}' {attributes}>");
        foreach (var (at, colour) in stops)
        {
            // #rrggbbaa, with the opacity apart, as SVG 1.1 has it.
            var opacity = colour.Length == 9 ? Convert.ToInt32(colour[7..], 16) / 255.0 : 1;
            definitions.Append($"<stop offset='{at:0.###}' stop-color='{colour[..7]}' stop-opacity='{opacity:0.###}'/>");
        }
        definitions.Append($"</{kind}>");
        return $"url(#g{ids++})";
    }

    public override string ToString() =>
        $"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='{W}' height='{H}'><defs>{definitions}</defs>{shapes}</svg>";
}
