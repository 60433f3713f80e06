namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Sheets of coloured paper with waving edges, laid upon each other; each throws its shadow on the one below.</summary>
internal static class Paper
{
    private static readonly Dictionary<string, string[]> Palettes = new()
    {
        ["coral"] = ["#fff3e6", "#ffd9b8", "#ffb38a", "#f98866", "#e05a5a", "#a83a5b", "#5e2350"],
        ["lagoon"] = ["#f2fbf4", "#c9efdf", "#8fd9cb", "#4fb8b8", "#2a8ba0", "#1c5d80", "#123a5c"],
        ["plum"] = ["#fdf0f5", "#f3cfe0", "#dfa0cc", "#b873bd", "#8250a8", "#523a86", "#2b2660"],
        ["moss"] = ["#fbf7e4", "#e9e3ae", "#c3cd7c", "#8fb05a", "#5c8d4c", "#316545", "#163f38"],
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var sheets = Palettes[variant];
        var (w, h) = (canvas.W, canvas.H);
        var turn = canvas.Between(-35, 35);
        var reach = Math.Sqrt(w * w + h * h);
        canvas.Add($"<rect width='{w}' height='{h}' fill='{sheets[0]}'/>");
        var sun = (X: w * canvas.Between(0.3, 0.7), Y: h * canvas.Between(0.18, 0.34));
        canvas.Add($"<circle cx='{sun.X + 6:0}' cy='{sun.Y + 12:0}' r='{h * 0.12:0}' fill='#000' fill-opacity='0.25' {canvas.Blur(14)}/>");
        canvas.Add($"<circle cx='{sun.X:0}' cy='{sun.Y:0}' r='{h * 0.12:0}' fill='{sheets[3]}'/>");
        canvas.Add($"<g transform='rotate({turn:0.#} {w / 2:0} {h / 2:0})'>");
        for (var i = 1; i < sheets.Length; i++)
        {
            var y = h * (0.2 + 0.13 * i);
            var edge = Wide(canvas.Rolling(y, h * canvas.Between(0.05, 0.1), canvas.Between(0.5, 1.1), 2), w);
            var sheet = edge.Under(h / 2 + reach);
            // A soft shadow by strokes upon each other: a blur of the whole sheet would take ten times as long.
            for (var thickness = 6; thickness <= 42; thickness += 6) canvas.Line("M" + Terrain.Through(edge)[1..], "#000000", thickness, 0.055);
            canvas.Path(sheet, canvas.Vertical(y - h * 0.1, y + h * 0.3, (0, Canvas.Mix(sheets[i], "#ffffff", 0.1)), (1, Canvas.Mix(sheets[i], "#000000", 0.06))));
            canvas.Line("M" + Terrain.Through(edge)[1..], "#ffffff", 1.5, 0.35);
        }
        canvas.Add("</g>").Vignette(0.18);
    }

    /// <summary>Long enough to reach over the corners when the sheet is turned.</summary>
    private static List<(double X, double Y)> Wide(List<(double X, double Y)> line, double w) => [.. line.Select(p => ((p.X - w / 2) * 1.7 + w / 2, p.Y))];
}
