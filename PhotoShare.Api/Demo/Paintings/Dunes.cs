namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Sand under a low light: each dune has a lit side and a side in the shade, parted by a ridge that winds down.</summary>
internal static class Dunes
{
    private sealed record Palette((double, string)[] Sky, string Light, string Lit, string LitNear, string Shade, string ShadeNear, string Haze);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["dawn"] = new([(0, "#2e4a7d"), (0.25, "#8d7fa8"), (0.42, "#f2a582"), (0.55, "#fbdcae")], "#fff0c9", "#f3b983", "#e08a4a", "#8a5a6b", "#5a2f3c", "#f7c9a0"),
        ["noon"] = new([(0, "#2c79bd"), (0.3, "#74b6e0"), (0.55, "#e3f0ef")], "#ffffff", "#f4d6a0", "#e9b264", "#c08a52", "#97602f", "#f3e6c9"),
        ["dusk"] = new([(0, "#1b1f4b"), (0.25, "#5b3a78"), (0.42, "#d3566a"), (0.55, "#ffb36b")], "#ffd9a0", "#d9775a", "#b8502f", "#4a2748", "#28142e", "#e98a6a"),
        ["night"] = new([(0, "#060b22"), (0.35, "#14234c"), (0.55, "#3a5482")], "#eaf2ff", "#6d84ad", "#4b6291", "#22305a", "#0e1738", "#4a6595"),
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var (w, h) = (canvas.W, canvas.H);
        canvas.Sky(colours.Sky);
        if (variant == "night") canvas.Stars(420, h * 0.5);
        var sun = (X: w * canvas.Between(0.12, 0.4), Y: h * (variant == "noon" ? 0.13 : variant == "night" ? 0.17 : 0.39));
        canvas.Glow(sun.X, sun.Y, h * 0.62, colours.Light, variant == "night" ? 0.25 : 0.75);
        canvas.Add($"<circle cx='{sun.X:0}' cy='{sun.Y:0}' r='{h * 0.034:0.#}' fill='{colours.Light}'/>");
        canvas.Path(canvas.Rolling(h * 0.47, h * 0.02, 1.3).Under(h), Canvas.Mix(colours.Haze, colours.Shade, 0.18));
        canvas.Path(canvas.Rolling(h * 0.5, h * 0.03, 0.9).Under(h), Canvas.Mix(colours.Haze, colours.Shade, 0.35));

        const int Dunes = 5;
        for (var i = 0; i < Dunes; i++)
        {
            var near = i / (Dunes - 1.0);
            Dune(canvas, near, Canvas.Mix(colours.Lit, colours.LitNear, near), Canvas.Mix(colours.Shade, colours.ShadeNear, near), i % 2 == 0);
            canvas.Veil(h * (0.52 + near * 0.2), h * (0.72 + near * 0.28), colours.Haze, 0.22 * (1 - near));
        }
        canvas.Vignette(0.3);
    }

    private static void Dune(Canvas canvas, double near, string lit, string shade, bool isLeft)
    {
        var (w, h) = (canvas.W, canvas.H);
        var top = (X: w * (isLeft ? canvas.Between(0.15, 0.42) : canvas.Between(0.58, 0.85)), Y: h * (0.5 + near * 0.26 + canvas.Between(-0.03, 0.03)));
        var foot = h * (0.66 + near * 0.42);
        var bend = canvas.Between(0.06, 0.14) * w * (isLeft ? 1 : -1);
        var end = (X: top.X + bend * 2.4, Y: h * 1.02);
        var ridge = $"C{top.X + bend * 1.5:0} {top.Y + (foot - top.Y) * 0.3:0} {top.X - bend * 1.8:0} {top.Y + (foot - top.Y) * 0.65:0} {end.X:0} {end.Y:0}";
        var outlineLeft = $"M{-w * 0.1:0} {foot:0} C{top.X * 0.45:0} {foot - (foot - top.Y) * 0.12:0} {top.X - w * 0.1:0} {top.Y + h * 0.03:0} {top.X:0} {top.Y:0}";
        var right = $"C{top.X + w * 0.12:0} {top.Y + h * 0.035:0} {top.X + (w - top.X) * 0.6:0} {foot - (foot - top.Y) * 0.15:0} {w * 1.1:0} {foot:0} L{w * 1.1:0} {h * 1.05:0}";

        canvas.Path($"{outlineLeft} {right} L{-w * 0.1:0} {h * 1.05:0}Z", canvas.Slanted(0, top.Y, 0, h * 1.1, (0, lit), (1, Canvas.Mix(lit, shade, 0.5))));
        canvas.Path($"M{top.X:0} {top.Y:0} {right} L{end.X:0} {h * 1.05:0} L{end.X:0} {end.Y:0} {Back(top, end, bend, foot)}Z",
            canvas.Slanted(top.X, top.Y, top.X + w * 0.35, h * 1.05, (0, shade), (1, Canvas.Mix(shade, lit, 0.35))), 0.94);
        canvas.Line($"M{top.X:0} {top.Y:0} {ridge}", Canvas.Mix(lit, "#ffffff", 0.4), 1.6 + near, 0.55);
        Ripples(canvas, near, top, foot, Canvas.Mix(lit, shade, 0.45), isLeft);
    }

    private static string Back((double X, double Y) top, (double X, double Y) end, double bend, double foot) =>
        $"C{top.X - bend * 1.8:0} {top.Y + (foot - top.Y) * 0.65:0} {top.X + bend * 1.5:0} {top.Y + (foot - top.Y) * 0.3:0} {top.X:0} {top.Y:0}";

    private static void Ripples(Canvas canvas, double near, (double X, double Y) top, double foot, string colour, bool isLeft)
    {
        if (near < 0.5) return;
        var count = (int)(18 * near);
        for (var i = 0; i < count; i++)
        {
            var y = top.Y + (foot - top.Y) * (0.45 + 0.75 * i / count);
            var x = isLeft ? canvas.Between(-0.05, 0.05) * canvas.W : top.X - canvas.W * canvas.Between(0.35, 0.42);
            var length = canvas.W * canvas.Between(0.12, 0.24);
            canvas.Line($"M{x:0} {y:0} q{length * 0.25:0} {-canvas.H * 0.012:0.#} {length * 0.5:0} 0 t{length * 0.5:0} {-canvas.H * 0.006:0.#}", colour, 1.4, 0.35);
        }
    }
}
