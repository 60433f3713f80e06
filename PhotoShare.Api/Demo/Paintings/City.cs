namespace PhotoShare.Api.Demo.Paintings;

/// <summary>A town after sunset, its windows, and the same again in the water.</summary>
internal static class City
{
    private sealed record Palette((double, string)[] Sky, string Far, string Near, string[] Lights);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["dusk"] = new([(0, "#1b2350"), (0.4, "#6a3f82"), (0.75, "#e86f71"), (1, "#ffc58a")], "#9a5a88", "#17132e", ["#ffd98a", "#ffe9bd", "#ffb25e", "#9fd8ff"]),
        ["night"] = new([(0, "#050817"), (0.55, "#101f45"), (1, "#2d4a78")], "#2a4470", "#070a18", ["#ffdf9a", "#fff3d0", "#ffbf6b", "#7fd0ff", "#ff8fb0"]),
        ["rain"] = new([(0, "#0d1a24"), (0.6, "#1d3f4a"), (1, "#4b7f80")], "#33606a", "#081016", ["#ffcf7a", "#ff7a6b", "#7df0e0", "#ffe9c0"]),
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var quay = canvas.H * 0.66;
        canvas.Add("<g id='town'>");
        canvas.Add($"<rect width='{canvas.W}' height='{quay + 1:0}' fill='{canvas.Vertical(0, quay, colours.Sky)}'/>");
        if (variant == "night") canvas.Stars(160, quay * 0.6);
        if (variant != "rain") canvas.Glow(canvas.W * canvas.Between(0.2, 0.8), quay * (variant == "dusk" ? 0.95 : 0.25), quay * 0.6, colours.Lights[1], variant == "dusk" ? 0.7 : 0.3);
        const int Rows = 4;
        for (var row = 0; row < Rows; row++)
        {
            var near = row / (Rows - 1.0);
            Skyline(canvas, quay, near, Canvas.Mix(colours.Far, colours.Near, near), colours.Lights);
            canvas.Veil(quay * 0.6, quay * 1.02, colours.Sky[^1].Item2, 0.2 * (1 - near));
        }
        canvas.Add("</g>");
        Water(canvas, quay, colours);
        canvas.Vignette(0.45);
    }

    private static void Skyline(Canvas canvas, double quay, double near, string colour, string[] lights)
    {
        for (var x = -canvas.W * 0.03; x < canvas.W;)
        {
            var width = canvas.W * canvas.Between(0.035, 0.085) * (0.7 + 0.5 * near);
            var height = quay * (0.62 - 0.34 * near) * canvas.Between(0.45, 1.15);
            var top = quay - height;
            canvas.Add($"<rect x='{x:0}' y='{top:0}' width='{width + 1:0}' height='{height:0}' fill='{canvas.Slanted(x, 0, x + width, 0, (0, Canvas.Mix(colour, "#ffffff", 0.07)), (1, colour))}'/>");
            if (canvas.Random.Next(4) == 0) canvas.Line($"M{x + width / 2:0} {top:0} v{-height * 0.14:0}", colour, 2.5);
            if (canvas.Random.Next(5) == 0) canvas.Path($"M{x:0} {top:0} l{width / 2:0} {-height * 0.12:0} l{width / 2:0} {height * 0.12:0}Z", colour);
            Windows(canvas, x, top, width, height, near, lights);
            x += width + canvas.W * canvas.Between(-0.004, 0.012);
        }
    }

    private static void Windows(Canvas canvas, double x, double top, double width, double height, double near, string[] lights)
    {
        var step = canvas.W * (0.006 + 0.006 * near);
        var share = canvas.Between(0.15, 0.5);
        var tone = canvas.OneOf(lights);
        for (var wx = x + step * 0.7; wx < x + width - step; wx += step)
            for (var wy = top + step; wy < top + height - step; wy += step * 1.35)
                if (canvas.Random.NextDouble() < share)
                    canvas.Add($"<rect x='{wx:0.#}' y='{wy:0.#}' width='{step * 0.52:0.#}' height='{step * 0.72:0.#}' fill='{(canvas.Random.Next(6) == 0 ? canvas.OneOf(lights) : tone)}' fill-opacity='{canvas.Between(0.35, 0.95) * (0.45 + 0.55 * near):0.##}'/>");
    }

    private static void Water(Canvas canvas, double quay, Palette colours)
    {
        var (w, h) = (canvas.W, canvas.H);
        canvas.Add($"<g opacity='0.9'><use xlink:href='#town' transform='translate(0 {quay * 2:0.#}) scale(1 -1)'/></g>");
        canvas.Add($"<rect y='{quay:0.#}' width='{w}' height='{h - quay:0.#}' fill='{canvas.Vertical(quay, h, (0, colours.Near + "55"), (1, colours.Near + "ee"))}'/>");
        for (var i = 0; i < 320; i++)
        {
            var near = Math.Pow(canvas.Random.NextDouble(), 1.4);
            var y = quay + 4 + (h - quay) * near;
            var isLight = canvas.Random.Next(3) > 0;
            canvas.Add($"<ellipse cx='{canvas.Between(0, w):0}' cy='{y:0.#}' rx='{w * (0.008 + 0.03 * near) * canvas.Between(0.4, 1.3):0}' ry='{0.8 + 1.8 * near:0.#}' fill='{(isLight ? canvas.OneOf(colours.Lights) : colours.Near)}' fill-opacity='{(isLight ? canvas.Between(0.08, 0.3) : 0.35):0.##}'/>");
        }
        canvas.Add($"<rect y='{quay - 3:0}' width='{w}' height='6' fill='{colours.Near}'/>");
        for (var x = w * 0.04; x < w; x += w * 0.08)
        {
            canvas.Line($"M{x:0} {quay:0} v{-h * 0.045:0}", colours.Near, 2.5);
            canvas.Glow(x, quay - h * 0.047, h * 0.03, colours.Lights[0], 0.9);
        }
    }
}
