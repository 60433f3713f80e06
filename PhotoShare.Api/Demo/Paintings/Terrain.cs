namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Lines of the land, and what grows along them.</summary>
internal static class Terrain
{
    /// <returns>A filled path from the line down to a height.</returns>
    public static string Under(this IEnumerable<(double X, double Y)> line, double bottom)
    {
        var points = line.ToList();
        return $"M{points[0].X:0.#} {bottom:0.#} {Through(points)}L{points[^1].X:0.#} {bottom:0.#}Z";
    }

    public static string Through(IEnumerable<(double X, double Y)> points) => string.Concat(points.Select(p => $"L{p.X:0.#} {p.Y:0.#} "));

    /// <summary>A line from left to right that rolls like hills: a few waves upon each other.</summary>
    /// <param name="y">Its middle.</param>
    /// <param name="swing">How far it goes from there, pixels.</param>
    /// <param name="waves">How many of the longest wave fit into the width.</param>
    public static List<(double X, double Y)> Rolling(this Canvas canvas, double y, double swing, double waves, int octaves = 3)
    {
        var phases = Enumerable.Range(0, octaves).Select(_ => canvas.Between(0, Math.Tau)).ToArray();
        var line = new List<(double, double)>();
        for (double x = -8; x <= canvas.W + 8; x += 6)
        {
            double offset = 0;
            for (var octave = 0; octave < octaves; octave++)
                offset += Math.Sin(x / canvas.W * Math.Tau * waves * Math.Pow(2.1, octave) + phases[octave]) / Math.Pow(2.4, octave);
            line.Add((x, y + swing * offset / 1.7));
        }
        return line;
    }

    /// <summary>A line from left to right that breaks like rock: midpoints moved at random, less and less.</summary>
    public static List<(double X, double Y)> Jagged(this Canvas canvas, double y, double swing, double roughness = 0.5)
    {
        var heights = new double[257];
        heights[0] = canvas.Between(-swing, swing) / 2;
        heights[256] = canvas.Between(-swing, swing) / 2;
        for (var step = 256; step > 1; step /= 2, swing *= roughness)
            for (var i = step / 2; i < 256; i += step)
                heights[i] = (heights[i - step / 2] + heights[i + step / 2]) / 2 + canvas.Between(-swing, swing);
        return [.. heights.Select((h, i) => (i * canvas.W / 256, y + h))];
    }

    /// <summary>Mountains: summits with slopes that break, and valleys between.</summary>
    /// <param name="foot">Where the slopes end.</param>
    /// <param name="height">Of the highest, pixels.</param>
    /// <returns>The line, and where on it the summits are.</returns>
    public static (List<(double X, double Y)> Ridge, List<int> Summits) Peaks(this Canvas canvas, double foot, double height, int count)
    {
        var highest = canvas.Random.Next(count);
        var peaks = Enumerable.Range(0, count).Select(i =>
        {
            var tall = height * (i == highest ? 1 : canvas.Between(0.45, 0.8));
            return (X: canvas.W * (i + canvas.Between(0.3, 0.7)) / count, Tall: tall, Half: tall * canvas.Between(1.25, 1.6));
        }).ToList();
        var rock = canvas.Jagged(0, height * 0.05, 0.62);
        var ridge = rock.Select(p => (p.X, Y: foot + p.Y - peaks.Max(peak => peak.Tall * (1 - Math.Pow(Math.Min(1, Math.Abs(p.X - peak.X) / peak.Half), 0.85))))).ToList();
        var summits = Enumerable.Range(1, ridge.Count - 2)
            .Where(i => Enumerable.Range(Math.Max(0, i - 9), Math.Min(ridge.Count, i + 10) - Math.Max(0, i - 9)).All(j => ridge[j].Y >= ridge[i].Y))
            .ToList();
        return (ridge, summits);
    }

    /// <summary>The faces that look away from a sun on the left: from each summit along a crooked spine down, to the valley on its right.</summary>
    public static void ShadeFaces(this Canvas canvas, List<(double X, double Y)> ridge, List<int> summits, double depth, string colour, double opacity)
    {
        foreach (var summit in summits)
        {
            var valley = summit;
            while (valley < ridge.Count - 1 && valley - summit < 48 && !summits.Contains(valley + 1)) valley++;
            var low = Enumerable.Range(summit, valley - summit + 1).MaxBy(i => ridge[i].Y);
            var (x, y) = ridge[summit];
            var bottom = y + depth;
            var lean = canvas.Between(-0.05, 0.22) * depth;
            var spine = Enumerable.Range(1, 9).Select(k => (X: x + lean * k / 9 + canvas.Between(-0.07, 0.07) * depth * (0.3 + k / 9.0), Y: y + depth * k / 9)).ToList();
            var face = $"M{x:0.#} {y:0.#} {Through(ridge.Skip(summit).Take(low - summit + 1))}{Through(Enumerable.Reverse(spine))}Z";
            canvas.Path(face, canvas.Vertical(y, bottom, (0, colour + "ff"), (0.55, colour + "aa"), (1, colour + "00")), opacity);
        }
    }

    /// <summary>Snow down from the ridge, with tongues, above a line.</summary>
    public static void Snow(this Canvas canvas, List<(double X, double Y)> ridge, double line, double depth, string colour)
    {
        var edge = canvas.Jagged(0, depth * 0.55, 0.72);
        var lower = ridge.Select((p, i) => (p.X, Y: Math.Max(p.Y, Math.Min(line + edge[i].Y, p.Y + depth + edge[i].Y)))).ToList();
        canvas.Path($"M{ridge[0].X:0.#} {ridge[0].Y:0.#} {Through(ridge)}{Through(Enumerable.Reverse(lower))}Z", colour, 0.94);
    }

    /// <summary>A conifer: a narrow stack of ragged boughs.</summary>
    public static void Pine(this Canvas canvas, double x, double foot, double height, string fill)
    {
        var half = height * canvas.Between(0.16, 0.21);
        var tiers = 9;
        var left = new List<(double X, double Y)>();
        var right = new List<(double X, double Y)>();
        for (var tier = 0; tier < tiers; tier++)
        {
            var down = (tier + 1.0) / tiers;
            var y = foot - height * 0.06 - height * 0.94 * (1 - down);
            var reach = half * Math.Pow(down, 0.9);
            left.Add((x - reach * canvas.Between(0.8, 1.1), y + height * 0.012));
            left.Add((x - reach * 0.45, y - height * 0.012));
            right.Add((x + reach * canvas.Between(0.8, 1.1), y + height * 0.012));
            right.Add((x + reach * 0.45, y - height * 0.012));
        }
        canvas.Path($"M{x:0.#} {foot - height:0.#} {Through(right)}L{x + half * 0.12:0.#} {foot - height * 0.05:0.#} L{x + half * 0.1:0.#} {foot:0.#} L{x - half * 0.1:0.#} {foot:0.#} L{x - half * 0.12:0.#} {foot - height * 0.05:0.#} {Through(Enumerable.Reverse(left))}Z", fill);
    }
}
