using System.Text;

namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Collects an SVG of a given size. Everything that is left to chance comes from its seed.</summary>
internal sealed class Canvas(int width, int height, int seed)
{
    private readonly StringBuilder definitions = new();
    private readonly StringBuilder shapes = new();
    private int gradients;

    public double Width { get; } = width;
    public double Height { get; } = height;
    public Random Random { get; } = new(seed);

    public double Between(double least, double most) => least + Random.NextDouble() * (most - least);

    public Canvas Add(string shape)
    {
        shapes.Append(shape);
        return this;
    }

    /// <summary>Fills everything from top to bottom.</summary>
    public Canvas Sky(params (double At, string Colour)[] stops) => Add($"<rect width='{Width}' height='{Height}' fill='{Vertical(stops)}'/>");

    /// <returns>A paint for <c>fill</c>.</returns>
    public string Vertical(params (double At, string Colour)[] stops) => Gradient("linearGradient", "x1='0' y1='0' x2='0' y2='1'", stops);

    public string Horizontal(params (double At, string Colour)[] stops) => Gradient("linearGradient", "x1='0' y1='0' x2='1' y2='0'", stops);

    public string Radial(params (double At, string Colour)[] stops) => Gradient("radialGradient", "", stops);

    private string Gradient(string kind, string attributes, (double At, string Colour)[] stops)
    {
        var id = $"g{gradients++}";
        definitions.Append($"<{kind} id='{id}' {attributes}>");
        foreach (var (at, colour) in stops)
        {
            // #rrggbbaa, with the opacity apart, as SVG 1.1 has it.
            var opacity = colour.Length == 9 ? Convert.ToInt32(colour[7..], 16) / 255.0 : 1;
            definitions.Append($"<stop offset='{at:0.###}' stop-color='{colour[..7]}' stop-opacity='{opacity:0.###}'/>");
        }
        definitions.Append($"</{kind}>");
        return $"url(#{id})";
    }

    /// <summary>A soft round light.</summary>
    public Canvas Glow(double x, double y, double radius, string colour) =>
        Add($"<circle cx='{x:0.#}' cy='{y:0.#}' r='{radius:0.#}' fill='{Radial((0, colour + "ff"), (0.35, colour + "88"), (1, colour + "00"))}'/>");

    /// <returns>A filled path from the line down to the bottom.</returns>
    public string Under(IEnumerable<(double X, double Y)> line) => $"M0 {Height} " + string.Concat(line.Select(p => $"L{p.X:0.#} {p.Y:0.#} ")) + $"L{Width} {Height}Z";

    /// <summary>A line from left to right that rolls like hills: a few waves upon each other.</summary>
    /// <param name="y">Its middle.</param>
    /// <param name="swing">How far it goes from there, pixels.</param>
    /// <param name="waves">How many of the longest wave fit into the width.</param>
    public List<(double X, double Y)> Rolling(double y, double swing, double waves, int octaves = 3)
    {
        var phases = Enumerable.Range(0, octaves).Select(_ => Between(0, Math.Tau)).ToArray();
        var line = new List<(double, double)>();
        for (double x = 0; x <= Width + 4; x += 4)
        {
            double offset = 0;
            for (var octave = 0; octave < octaves; octave++)
                offset += Math.Sin(x / Width * Math.Tau * waves * Math.Pow(2.1, octave) + phases[octave]) / Math.Pow(2.4, octave);
            line.Add((x, y + swing * offset / 1.7));
        }
        return line;
    }

    /// <summary>A line from left to right that breaks like rock: midpoints moved at random, less and less.</summary>
    public List<(double X, double Y)> Jagged(double y, double swing, double roughness = 0.5)
    {
        var heights = new double[257];
        for (int step = 256; step > 1; step /= 2, swing *= roughness)
            for (var i = step / 2; i < 256; i += step)
                heights[i] = (heights[i - step / 2] + heights[i + step / 2]) / 2 + Between(-swing, swing);
        return [.. heights.Select((h, i) => (i * Width / 256, y + h))];
    }

    public override string ToString() =>
        $"<svg xmlns='http://www.w3.org/2000/svg' width='{Width}' height='{Height}'><defs>{definitions}</defs>{shapes}</svg>";
}
