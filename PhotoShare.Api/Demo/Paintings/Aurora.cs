namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Northern lights over snow, and one lit window.</summary>
internal static class Aurora
{
    public static void Paint(Canvas canvas, string variant)
    {
        var (w, h) = (canvas.W, canvas.H);
        var (low, high) = variant == "rose" ? ("#7dffc3", "#e05bd0") : ("#6dffb0", "#3fa6d8");
        canvas.Sky((0, "#040716"), (0.45, "#0b1d3d"), (0.75, "#1c4257"));
        canvas.Stars(520, h * 0.7);
        for (var band = 0; band < 3; band++) Curtain(canvas, h * (0.42 + band * 0.07), h * (0.36 - band * 0.06), low, high, 0.16 + 0.05 * band);

        var (far, summits) = canvas.Peaks(h * 0.82, h * 0.3, 4);
        canvas.Path(far.Under(h), canvas.Vertical(h * 0.5, h * 0.85, (0, "#2c5468"), (1, "#12283f")));
        canvas.Snow(far, h * 0.74, h * 0.13, "#8fc3c9");
        canvas.ShadeFaces(far, summits, h * 0.26, "#0a1a30", 0.75);
        canvas.Veil(h * 0.62, h * 0.86, low, 0.16);
        var meadow = canvas.Rolling(h * 0.8, h * 0.03, 0.7);
        canvas.Path(meadow.Under(h), canvas.Vertical(h * 0.76, h, (0, "#7fb7bd"), (0.35, "#3c6f86"), (1, "#10243c")));
        var cabin = canvas.Random.Next(2) == 0 ? 0.3 : 0.66;
        for (var i = 0; i < meadow.Count; i += 3)
        {
            if (Math.Abs(meadow[i].X / w - cabin) < 0.09 || canvas.Random.NextDouble() < 0.45) continue;
            canvas.Pine(meadow[i].X, meadow[i].Y + h * 0.03, h * canvas.Between(0.06, 0.2), "#07131f");
        }
        Cabin(canvas, w * cabin, h * 0.85, h * 0.085);
        canvas.Vignette(0.45);
    }

    /// <summary>Hanging light: many thin strips along a line that waves.</summary>
    private static void Curtain(Canvas canvas, double y, double height, string low, string high, double opacity)
    {
        var line = canvas.Rolling(y, canvas.H * 0.1, canvas.Between(0.5, 0.9), 4);
        var fill = canvas.Radial((0, low + "ff"), (1, low + "00"));
        canvas.Add($"<g {canvas.Blur(canvas.H * 0.006, 0.02)} opacity='{opacity:0.##}'>");
        foreach (var (x, foot) in line.Where((_, i) => i % 2 == 0))
        {
            var tall = height * canvas.Between(0.55, 1.15);
            canvas.Add($"<rect x='{x - 5:0.#}' y='{foot - tall:0}' width='{canvas.Between(10, 22):0.#}' height='{tall:0}' fill='{canvas.Vertical(foot - tall, foot, (0, high + "00"), (0.45, high + "66"), (0.85, low + "ff"), (1, low + "00"))}'/>");
        }
        canvas.Add("</g>").Add($"<ellipse cx='{canvas.W / 2:0}' cy='{y:0}' rx='{canvas.W * 0.7:0}' ry='{height * 0.7:0}' fill='{fill}' fill-opacity='{opacity * 0.45:0.##}'/>");
    }

    private static void Cabin(Canvas canvas, double x, double foot, double size)
    {
        canvas.Glow(x, foot - size * 0.3, size * 1.6, "#ffc46b", 0.5);
        canvas.Path($"M{x - size * 0.7:0} {foot:0} v{-size * 0.55:0} h{size * 1.4:0} v{size * 0.55:0}Z", "#1a0f10");
        canvas.Path($"M{x - size * 0.85:0} {foot - size * 0.5:0} L{x:0} {foot - size * 1.1:0} L{x + size * 0.85:0} {foot - size * 0.5:0}Z", "#d5e7ea");
        canvas.Path($"M{x - size * 0.7:0} {foot - size * 0.5:0} L{x:0} {foot - size * 0.98:0} L{x + size * 0.7:0} {foot - size * 0.5:0}Z", "#20131a");
        foreach (var at in (double[])[-0.38, 0.14])
            canvas.Add($"<rect x='{x + size * at:0.#}' y='{foot - size * 0.4:0.#}' width='{size * 0.24:0.#}' height='{size * 0.22:0.#}' fill='#ffd587'/>");
        canvas.Path($"M{x - size * 0.5:0} {foot:0} h{size:0} l{size * 0.5:0} {size * 0.8:0} h{-size * 2:0}Z", canvas.Vertical(foot, foot + size * 0.8, (0, "#ffc46b88"), (1, "#ffc46b00")));
    }
}
