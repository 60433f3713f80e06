namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Ranges behind ranges, the highest with snow; in the lake they stand on their heads.</summary>
internal static class Mountains
{
    private sealed record Palette((double, string)[] Sky, string Light, string Far, string Near, string Snow, string Shade, string Mist);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["dawn"] = new([(0, "#34558b"), (0.3, "#a58fb8"), (0.5, "#f7b6a0"), (0.62, "#ffe3bf")], "#fff1d6", "#a79ac0", "#22324f", "#ffe1d2", "#3c3f6e", "#f9cdbb"),
        ["day"] = new([(0, "#2468ac"), (0.35, "#6fb0dd"), (0.6, "#d9ecf2")], "#ffffff", "#9fbdd3", "#1f3a3a", "#ffffff", "#41607f", "#dfeef2"),
        ["dusk"] = new([(0, "#151a45"), (0.3, "#563a7c"), (0.5, "#c8577f"), (0.62, "#ffab78")], "#ffd3a1", "#8a5f92", "#160f2b", "#ffb9a8", "#33224f", "#e07f86"),
    };

    public static void Paint(Canvas canvas, string variant) => Ranges(canvas, Palettes[variant], canvas.H);

    /// <summary>With the lower third a lake.</summary>
    public static void PaintLake(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var shore = canvas.H * 0.6;
        canvas.Add("<g id='land'>");
        Ranges(canvas, colours, shore);
        canvas.Add("</g>");
        canvas.Add($"<g {canvas.Blur(2.2, 0.01)}><use xlink:href='#land' transform='translate(0 {2 * shore:0.#}) scale(1 -1)'/></g>");
        canvas.Add($"<rect y='{shore:0.#}' width='{canvas.W}' height='{canvas.H - shore:0.#}' fill='{canvas.Vertical(shore, canvas.H, (0, colours.Near + "22"), (1, colours.Near + "cc"))}'/>");
        for (var i = 0; i < 46; i++)
        {
            var y = shore + (canvas.H - shore) * Math.Pow(canvas.Random.NextDouble(), 1.6);
            var length = canvas.W * canvas.Between(0.03, 0.16) * (0.3 + (y - shore) / (canvas.H - shore));
            canvas.Add($"<ellipse cx='{canvas.Between(0, canvas.W):0}' cy='{y:0.#}' rx='{length:0}' ry='{canvas.Between(0.6, 1.6):0.#}' fill='{colours.Light}' fill-opacity='{canvas.Between(0.05, 0.22):0.##}'/>");
        }
        canvas.Veil(shore - canvas.H * 0.03, shore + canvas.H * 0.03, colours.Mist, 0.5);
        canvas.Path(canvas.Rolling(canvas.H * 0.985, canvas.H * 0.02, 1.2).Under(canvas.H), Canvas.Mix(colours.Near, "#000000", 0.3));
        Reeds(canvas, Canvas.Mix(colours.Near, "#000000", 0.35));
        canvas.Vignette();
    }

    private static void Ranges(Canvas canvas, Palette colours, double bottom)
    {
        var (w, h) = (canvas.W, bottom);
        canvas.Add($"<rect width='{w}' height='{bottom + 1:0}' fill='{canvas.Vertical(0, h, colours.Sky)}'/>");
        var sun = (X: w * canvas.Between(0.12, 0.32), Y: h * 0.36);
        canvas.Glow(sun.X, sun.Y, h * 0.7, colours.Light, 0.8);
        canvas.Add($"<circle cx='{sun.X:0}' cy='{sun.Y:0}' r='{h * 0.035:0.#}' fill='{colours.Light}'/>");
        Clouds(canvas, h, colours.Light);

        Peaks(canvas, bottom, h * 0.66, h * 0.34, 4, Canvas.Mix(colours.Far, colours.Near, 0.05), colours, 0.45);
        Peaks(canvas, bottom, h * 0.8, h * 0.5, 3, Canvas.Mix(colours.Far, colours.Near, 0.24), colours, 0.8);
        const int Hills = 4;
        for (var i = 0; i < Hills; i++)
        {
            var near = (i + 1.0) / Hills;
            var colour = Canvas.Mix(colours.Far, colours.Near, 0.35 + 0.65 * near);
            var y = h * (0.68 + near * 0.26);
            var hill = canvas.Jagged(y, h * 0.06, 0.48);
            canvas.Path(hill.Under(bottom), canvas.Vertical(y - h * 0.06, h, (0, colour), (1, Canvas.Mix(colour, colours.Mist, 0.4 * (1 - near)))));
            Woods(canvas, hill, colour, h * (0.015 + 0.05 * near * near));
            canvas.Veil(y, y + h * 0.16, colours.Mist, 0.4 * (1 - near));
        }
        if (bottom >= canvas.H) canvas.Vignette();
    }

    private static void Peaks(Canvas canvas, double bottom, double foot, double height, int count, string rock, Palette colours, double contrast)
    {
        var (ridge, summits) = canvas.Peaks(foot, height, count);
        var top = ridge.Min(p => p.Y);
        canvas.Path(ridge.Under(bottom), canvas.Vertical(top, foot, (0, rock), (1, Canvas.Mix(rock, colours.Mist, 0.45))));
        canvas.Snow(ridge, top + height * 0.66, height * 0.36, Canvas.Mix(rock, colours.Snow, contrast));
        canvas.ShadeFaces(ridge, summits, height * 0.85, colours.Shade, 0.72 * contrast);
        canvas.Veil(foot - height * 0.4, foot + height * 0.35, colours.Mist, 0.45);
    }

    private static void Woods(Canvas canvas, List<(double X, double Y)> ridge, string colour, double height)
    {
        for (var i = 0; i < ridge.Count; i++)
            if (canvas.Random.NextDouble() < 0.75) canvas.Pine(ridge[i].X + canvas.Between(-4, 4), ridge[i].Y + height * 0.2, height * canvas.Between(0.6, 1.25), colour);
    }

    private static void Clouds(Canvas canvas, double h, string colour)
    {
        canvas.Add($"<g {canvas.Blur(h * 0.008, 0.05)}>");
        for (var i = 0; i < 7; i++)
            canvas.Add($"<ellipse cx='{canvas.Between(0, canvas.W):0}' cy='{h * canvas.Between(0.05, 0.3):0}' rx='{canvas.W * canvas.Between(0.06, 0.2):0}' ry='{h * canvas.Between(0.004, 0.014):0.#}' fill='{colour}' fill-opacity='{canvas.Between(0.15, 0.4):0.##}'/>");
        canvas.Add("</g>");
    }

    private static void Reeds(Canvas canvas, string colour)
    {
        var left = canvas.Random.Next(2) == 0;
        for (var i = 0; i < 60; i++)
        {
            var x = canvas.W * (left ? canvas.Between(-0.02, 0.24) : canvas.Between(0.76, 1.02));
            var height = canvas.H * canvas.Between(0.06, 0.2);
            canvas.Line($"M{x:0} {canvas.H:0} q{canvas.Between(-6, 6):0} {-height * 0.6:0} {canvas.Between(-22, 22):0} {-height:0}", colour, canvas.Between(1.5, 3.2));
        }
    }
}
