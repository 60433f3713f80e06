namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Conifers in rows that the mist parts.</summary>
internal static class Forest
{
    private sealed record Palette((double, string)[] Sky, string Light, string Far, string Near, string Mist);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["mist"] = new([(0, "#a9c4c4"), (0.5, "#e4e9dc"), (1, "#f1efdf")], "#fffbe6", "#a7bdb9", "#10261f", "#e9ece0"),
        ["autumn"] = new([(0, "#d9a066"), (0.5, "#f6d9a6"), (1, "#fbeccb")], "#fff5d6", "#d8a877", "#2b1a16", "#f8dfb4"),
        ["snow"] = new([(0, "#7f9ec6"), (0.45, "#e8cdd6"), (1, "#fdf1ee")], "#fff6ee", "#a9b7d3", "#1b2b4b", "#f3ecf3"),
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var (w, h) = (canvas.W, canvas.H);
        canvas.Sky(colours.Sky);
        var sun = (X: w * canvas.Between(0.55, 0.8), Y: h * 0.2);
        canvas.Glow(sun.X, sun.Y, h * 0.75, colours.Light, 0.95);

        const int Rows = 6;
        for (var row = 0; row < Rows; row++)
        {
            var near = row / (Rows - 1.0);
            var colour = Canvas.Mix(colours.Far, colours.Near, Math.Pow(near, 1.1));
            if (variant == "autumn" && row is 3 or 4) colour = variant == "autumn" ? Canvas.Mix(colour, "#b4491e", 0.55) : colour;
            var ground = canvas.Rolling(h * (0.5 + near * 0.48), h * 0.03, canvas.Between(0.5, 1.1));
            var height = h * (0.16 + 0.5 * near * near);
            Row(canvas, ground, height, near, colour, row == Rows - 1);
            canvas.Path(ground.Under(h), variant == "snow" ? Canvas.Mix(colours.Mist, colours.Far, 0.35 * near) : colour);
            canvas.Veil(h * (0.42 + near * 0.46), h * (0.66 + near * 0.5), colours.Mist, 0.72 * (1 - near));
            if (row == 3) Rays(canvas, sun, colours.Light);
        }
        if (variant == "snow")
            for (var i = 0; i < 160; i++) canvas.Add($"<circle cx='{canvas.Between(0, w):0}' cy='{canvas.Between(0, h):0}' r='{canvas.Between(1, 4):0.#}' fill='#fff' fill-opacity='{canvas.Between(0.3, 0.85):0.##}'/>");
        canvas.Vignette();
    }

    private static void Row(Canvas canvas, List<(double X, double Y)> ground, double height, double near, string colour, bool isFront)
    {
        var step = Math.Max(1, (int)(height * 0.16 / 6));
        for (var i = 0; i < ground.Count; i += step)
        {
            // The front row leaves the middle open, like a gate.
            if (isFront && Math.Abs(ground[i].X / canvas.W - 0.55) < 0.3) continue;
            if (canvas.Random.NextDouble() < 0.3) continue;
            canvas.Pine(ground[i].X + canvas.Between(-8, 8), ground[i].Y + height * 0.06, height * canvas.Between(0.55, 1.15), Canvas.Mix(colour, "#000000", canvas.Between(0, 0.12 * near)));
        }
    }

    private static void Rays(Canvas canvas, (double X, double Y) sun, string light)
    {
        for (var i = 0; i < 7; i++)
        {
            var angle = 0.35 + i * 0.32 + canvas.Between(-0.08, 0.08);
            var length = canvas.H * 1.1;
            double X(double a) => sun.X + Math.Cos(a) * length;
            double Y(double a) => sun.Y + Math.Sin(a) * length;
            canvas.Path($"M{sun.X:0} {sun.Y:0} L{X(angle):0} {Y(angle):0} L{X(angle + 0.09):0} {Y(angle + 0.09):0}Z",
                canvas.Slanted(sun.X, sun.Y, X(angle), Y(angle), (0, light + "aa"), (1, light + "00")), 0.3);
        }
    }
}
