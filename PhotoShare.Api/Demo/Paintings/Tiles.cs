namespace PhotoShare.Api.Demo.Paintings;

/// <summary>A wall of tiles: quarter circles, half circles, leaves and dots in a few colours.</summary>
internal static class Tiles
{
    private static readonly Dictionary<string, string[]> Palettes = new()
    {
        ["studio"] = ["#f3ead7", "#e4572e", "#1f3a5f", "#f2b134", "#76b5a0"],
        ["tram"] = ["#eef0ea", "#2e6171", "#e08e45", "#bf4e30", "#1b1b2f"],
        ["market"] = ["#fdf3e7", "#d7263d", "#1b998b", "#2e294e", "#f46036"],
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var size = Math.Min(canvas.W, canvas.H) / canvas.OneOf(4, 5, 6);
        for (double y = 0; y < canvas.H; y += size)
            for (double x = 0; x < canvas.W; x += size)
                Tile(canvas, x, y, size, [.. colours.OrderBy(_ => canvas.Random.Next()).Take(3)]);
        Joints(canvas, size);
        canvas.Add($"<rect width='{canvas.W}' height='{canvas.H}' fill='{canvas.Slanted(0, 0, canvas.W, canvas.H, (0, "#ffffff66"), (0.45, "#ffffff00"), (1, "#00000044"))}'/>").Vignette(0.22);
    }

    private static void Tile(Canvas canvas, double x, double y, double s, string[] colours)
    {
        canvas.Add($"<g transform='translate({x:0.#} {y:0.#}) rotate({90 * canvas.Random.Next(4)} {s / 2:0.#} {s / 2:0.#})'>");
        canvas.Add($"<rect width='{s + 0.5:0.#}' height='{s + 0.5:0.#}' fill='{colours[0]}'/>");
        switch (canvas.Random.Next(7))
        {
            case 0:
                canvas.Path($"M0 0 h{s:0.#} A{s:0.#} {s:0.#} 0 0 1 0 {s:0.#}Z", colours[1]).Path($"M0 0 h{s / 2:0.#} A{s / 2:0.#} {s / 2:0.#} 0 0 1 0 {s / 2:0.#}Z", colours[2]);
                break;
            case 1:
                canvas.Path($"M0 {s / 2:0.#} A{s / 2:0.#} {s / 2:0.#} 0 0 1 {s:0.#} {s / 2:0.#}Z", colours[1]).Path($"M0 {s:0.#} A{s / 2:0.#} {s / 2:0.#} 0 0 1 {s:0.#} {s:0.#}Z", colours[2]);
                break;
            case 2:
                canvas.Path($"M0 0 A{s:0.#} {s:0.#} 0 0 1 {s:0.#} {s:0.#} A{s:0.#} {s:0.#} 0 0 1 0 0Z", colours[1]);
                break;
            case 3:
                canvas.Add($"<circle cx='{s / 2:0.#}' cy='{s / 2:0.#}' r='{s * 0.38:0.#}' fill='{colours[1]}'/><circle cx='{s / 2:0.#}' cy='{s / 2:0.#}' r='{s * 0.16:0.#}' fill='{colours[2]}'/>");
                break;
            case 4:
                canvas.Path($"M0 0 L{s:0.#} 0 L0 {s:0.#}Z", colours[1]).Add($"<circle cx='{s * 0.72:0.#}' cy='{s * 0.72:0.#}' r='{s * 0.14:0.#}' fill='{colours[2]}'/>");
                break;
            case 5:
                for (var i = 0; i < 4; i++) canvas.Add($"<rect y='{s * i / 4:0.#}' width='{s:0.#}' height='{s / 8:0.#}' fill='{colours[1]}'/>");
                break;
            default:
                foreach (var radius in (double[])[1, 0.72, 0.44])
                    canvas.Line($"M{s * radius:0.#} 0 A{s * radius:0.#} {s * radius:0.#} 0 0 1 0 {s * radius:0.#}", radius == 0.72 ? colours[2] : colours[1], s * 0.11);
                break;
        }
        canvas.Add("</g>");
    }

    private static void Joints(Canvas canvas, double size)
    {
        for (var x = size; x < canvas.W; x += size) canvas.Line($"M{x:0.#} 0 V{canvas.H}", "#2a2018", 2.2, 0.28);
        for (var y = size; y < canvas.H; y += size) canvas.Line($"M0 {y:0.#} H{canvas.W}", "#2a2018", 2.2, 0.28);
    }
}
