namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Water to the horizon, a road of light on it, and a sail or a lighthouse.</summary>
internal static class Sea
{
    private sealed record Palette((double, string)[] Sky, string Light, string Far, string Near, string Land);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["sunset"] = new([(0, "#27305f"), (0.25, "#7b4a80"), (0.45, "#ee7d63"), (0.56, "#ffd38a")], "#ffe9b8", "#e9906c", "#24294f", "#1c1730"),
        ["morning"] = new([(0, "#6fa8cf"), (0.3, "#b8d8e6"), (0.56, "#fdf0dc")], "#fffdf4", "#bcd9dd", "#2f6f83", "#2c4653"),
        ["moon"] = new([(0, "#050a1e"), (0.35, "#11224a"), (0.56, "#34568a")], "#e6efff", "#2c4a7a", "#050c22", "#04081a"),
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var (w, h) = (canvas.W, canvas.H);
        var horizon = h * 0.56;
        canvas.Sky(colours.Sky);
        if (variant == "moon") canvas.Stars(350, h * 0.5);
        var sun = (X: w * canvas.Between(0.34, 0.66), Y: horizon - h * (variant == "moon" ? 0.3 : variant == "morning" ? 0.2 : 0.075));
        canvas.Glow(sun.X, sun.Y, h * 0.75, colours.Light, 0.65);
        canvas.Add($"<circle cx='{sun.X:0}' cy='{sun.Y:0}' r='{h * 0.045:0}' fill='{colours.Light}'/>");
        Clouds(canvas, colours, horizon);

        canvas.Path(canvas.Rolling(horizon, h * 0.022, 0.8).Where(p => p.X < w * 0.5).Under(horizon), Canvas.Mix(colours.Far, colours.Land, 0.45), 0.8);
        canvas.Add($"<rect y='{horizon:0.#}' width='{w}' height='{h - horizon:0.#}' fill='{canvas.Vertical(horizon, h, (0, colours.Far), (0.3, Canvas.Mix(colours.Far, colours.Near, 0.55)), (1, colours.Near))}'/>");
        Waves(canvas, colours, horizon, sun.X);
        if (canvas.Random.Next(2) == 0) Sail(canvas, sun.X + w * canvas.OneOf(-0.16, 0.17), horizon + h * 0.035, h * 0.15, colours);
        else Lighthouse(canvas, horizon, colours);
        canvas.Vignette();
    }

    private static void Clouds(Canvas canvas, Palette colours, double horizon)
    {
        canvas.Add($"<g {canvas.Blur(canvas.H * 0.006, 0.03)}>");
        for (var i = 0; i < 16; i++)
        {
            var y = horizon * canvas.Between(0.2, 0.93);
            var colour = canvas.OneOf(Canvas.Mix(colours.Light, colours.Far, 0.4), Canvas.Mix(colours.Near, colours.Far, 0.45));
            canvas.Add($"<ellipse cx='{canvas.Between(-0.1, 1.1) * canvas.W:0}' cy='{y:0}' rx='{canvas.W * canvas.Between(0.08, 0.3):0}' ry='{canvas.H * canvas.Between(0.003, 0.012):0.#}' fill='{colour}' fill-opacity='{canvas.Between(0.18, 0.42):0.##}'/>");
        }
        canvas.Add("</g>");
    }

    /// <summary>Rows of short strokes, wider and darker towards us; under the light they shine.</summary>
    private static void Waves(Canvas canvas, Palette colours, double horizon, double sunX)
    {
        for (var row = 0; row < 70; row++)
        {
            var near = Math.Pow(row / 69.0, 1.7);
            var y = horizon + 2 + (canvas.H - horizon) * near;
            var strokes = (int)(26 - 14 * near);
            for (var i = 0; i < strokes; i++)
            {
                var x = canvas.Between(-0.05, 1.05) * canvas.W;
                var isDark = canvas.Random.Next(2) == 0;
                Stroke(canvas, x, y, near, isDark ? colours.Near : Canvas.Mix(colours.Far, colours.Light, 0.3), isDark ? 0.3 : 0.2);
            }
            var road = canvas.W * (0.025 + 0.14 * near);
            for (var i = 0; i < 7; i++)
                Stroke(canvas, sunX + canvas.Between(-1, 1) * canvas.Between(0, 1) * road, y, near, colours.Light, 0.62 - 0.25 * near);
        }
    }

    private static void Stroke(Canvas canvas, double x, double y, double near, string colour, double opacity)
    {
        var length = canvas.W * (0.006 + 0.035 * near) * canvas.Between(0.5, 1.4);
        canvas.Add($"<ellipse cx='{x:0}' cy='{y + canvas.Between(-3, 3) * near:0.#}' rx='{length:0.#}' ry='{0.7 + 3.2 * near:0.#}' fill='{colour}' fill-opacity='{opacity:0.##}'/>");
    }

    private static void Sail(Canvas canvas, double x, double y, double size, Palette colours)
    {
        canvas.Path($"M{x:0} {y - size:0} C{x + size * 0.3:0} {y - size * 0.6:0} {x + size * 0.42:0} {y - size * 0.25:0} {x + size * 0.44:0} {y - size * 0.1:0} L{x:0} {y - size * 0.08:0}Z", Canvas.Mix(colours.Land, colours.Light, 0.25));
        canvas.Path($"M{x - size * 0.04:0} {y - size * 0.9:0} C{x - size * 0.14:0} {y - size * 0.5:0} {x - size * 0.26:0} {y - size * 0.3:0} {x - size * 0.32:0} {y - size * 0.1:0} L{x - size * 0.04:0} {y - size * 0.09:0}Z", Canvas.Mix(colours.Land, colours.Light, 0.12));
        canvas.Path($"M{x - size * 0.36:0} {y - size * 0.06:0} L{x + size * 0.46:0} {y - size * 0.06:0} C{x + size * 0.38:0} {y + size * 0.06:0} {x - size * 0.26:0} {y + size * 0.06:0} {x - size * 0.36:0} {y - size * 0.06:0}Z", colours.Land);
        canvas.Add($"<ellipse cx='{x:0}' cy='{y + size * 0.12:0}' rx='{size * 0.4:0}' ry='{size * 0.05:0}' fill='{colours.Land}' fill-opacity='0.35' {canvas.Blur(3)}/>");
    }

    private static void Lighthouse(Canvas canvas, double horizon, Palette colours)
    {
        var (w, h) = (canvas.W, canvas.H);
        var rock = canvas.Jagged(horizon + h * 0.02, h * 0.05).Where(p => p.X > w * 0.7).Select(p => (p.X, Y: p.Y + h * 0.1 * (1 - (p.X - w * 0.7) / (w * 0.3)))).ToList();
        canvas.Path(rock.Under(horizon + h * 0.12), colours.Land);
        var (x, foot, size) = (w * 0.87, horizon + h * 0.05, h * 0.3);
        canvas.Path($"M{x - size * 0.085:0.#} {foot:0} L{x - size * 0.05:0.#} {foot - size:0} L{x + size * 0.05:0.#} {foot - size:0} L{x + size * 0.085:0.#} {foot:0}Z",
            canvas.Slanted(x - size * 0.08, 0, x + size * 0.08, 0, (0, Canvas.Mix(colours.Land, colours.Light, 0.85)), (1, Canvas.Mix(colours.Land, colours.Far, 0.4))));
        for (var band = 0; band < 2; band++)
        {
            var y = foot - size * (0.3 + band * 0.36);
            canvas.Path($"M{x - size * 0.073:0.#} {y:0} L{x + size * 0.073:0.#} {y:0} L{x + size * 0.066:0.#} {y - size * 0.16:0} L{x - size * 0.066:0.#} {y - size * 0.16:0}Z", "#a8352f", 0.85);
        }
        canvas.Path($"M{x - size * 0.07:0.#} {foot - size:0} h{size * 0.14:0.#} v{-size * 0.02:0.#} h{-size * 0.14:0.#}Z M{x - size * 0.05:0.#} {foot - size * 1.12:0} L{x:0.#} {foot - size * 1.2:0} L{x + size * 0.05:0.#} {foot - size * 1.12:0}Z", colours.Land);
        canvas.Add($"<rect x='{x - size * 0.035:0.#}' y='{foot - size * 1.12:0.#}' width='{size * 0.07:0.#}' height='{size * 0.1:0.#}' fill='#fff3c4'/>");
        canvas.Glow(x, foot - size * 1.07, size * 0.5, "#fff3c4", 0.7);
        canvas.Path($"M{x:0} {foot - size * 1.07:0} L{-w * 0.05:0} {foot - size * 1.5:0} L{-w * 0.05:0} {foot - size * 1.02:0}Z", canvas.Slanted(x, 0, w * 0.1, 0, (0, "#fff3c4aa"), (1, "#fff3c400")), 0.55);
    }
}
