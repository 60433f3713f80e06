namespace PhotoShare.Api.Demo.Paintings;

/// <summary>A still life in the light of a window: a vase with a branch, and fruit.</summary>
internal static class Sill
{
    private sealed record Palette(string Wall, string Table, string Vase, string Leaf, string Fruit);

    private static readonly Dictionary<string, Palette> Palettes = new()
    {
        ["lemons"] = new("#dfe7e3", "#b98b64", "#3f6f8c", "#4d7a52", "#f4c430"),
        ["oranges"] = new("#f1ddcc", "#8a5a44", "#e9e4da", "#5f7f58", "#f0812e"),
        ["plums"] = new("#d8d3e3", "#6b5a55", "#c9736b", "#6b8a6e", "#5a3a78"),
    };

    public static void Paint(Canvas canvas, string variant)
    {
        var colours = Palettes[variant];
        var (w, h) = (canvas.W, canvas.H);
        var edge = h * 0.7;
        canvas.Sky((0, Canvas.Mix(colours.Wall, "#ffffff", 0.2)), (1, Canvas.Mix(colours.Wall, "#000000", 0.14)));
        Window(canvas);
        canvas.Add($"<rect y='{edge:0}' width='{w}' height='{h - edge:0}' fill='{canvas.Vertical(edge, h, (0, Canvas.Mix(colours.Table, "#ffffff", 0.18)), (1, Canvas.Mix(colours.Table, "#000000", 0.35)))}'/>");
        for (var i = 0; i < 26; i++)
        {
            var y = edge + (h - edge) * canvas.Random.NextDouble();
            canvas.Line($"M{canvas.Between(-0.1, 0.6) * w:0} {y:0} q{w * 0.2:0} {canvas.Between(-5, 5):0.#} {w * canvas.Between(0.3, 0.6):0} 0", Canvas.Mix(colours.Table, "#000000", 0.4), 1.3, 0.22);
        }
        canvas.Add($"<rect y='{edge - 2:0}' width='{w}' height='4' fill='#fff' fill-opacity='0.25'/>");

        var x = w * canvas.Between(0.36, 0.46);
        Vase(canvas, x, h * 0.84, Math.Min(h * 0.36, w * 0.5), colours);
        var size = Math.Min(w, h) * 0.075;
        foreach (var at in (double[])[0.2, 0.36, 0.3])
            Fruit(canvas, x + w * at * (w > h ? 0.75 : 1), h * (at == 0.3 ? 0.885 : 0.85), size * canvas.Between(0.92, 1.1), colours);
        canvas.Vignette(0.3);
    }

    /// <summary>The light of a window that we do not see, slanting across the wall.</summary>
    private static void Window(Canvas canvas)
    {
        var (w, h) = (canvas.W, canvas.H);
        canvas.Add($"<g {canvas.Blur(h * 0.006)} opacity='0.55' transform='skewY(14) translate({w * canvas.Between(0.36, 0.5):0} {-h * 0.12:0})'>");
        for (var column = 0; column < 2; column++)
            for (var row = 0; row < 3; row++)
                canvas.Add($"<rect x='{column * w * 0.2:0}' y='{h * 0.06 + row * h * 0.2:0}' width='{w * 0.185:0}' height='{h * 0.185:0}' fill='#fff8e0'/>");
        canvas.Add("</g>");
    }

    private static void Vase(Canvas canvas, double x, double foot, double size, Palette colours)
    {
        var (top, half) = (foot - size, size * 0.3);
        Shadow(canvas, x - size * 0.24, foot, size * 0.52, size * 0.06);
        for (var i = 0; i < 7; i++) Branch(canvas, x, top + size * 0.04, size * canvas.Between(0.75, 1.25), -Math.PI / 2 + (i - 3) * 0.27 + canvas.Between(-0.1, 0.1), colours.Leaf);
        var body = $"M{x - half * 0.42:0} {top:0} C{x - half * 0.36:0} {top + size * 0.22:0} {x - half * 1.25:0} {top + size * 0.34:0} {x - half:0} {foot - size * 0.22:0} "
            + $"C{x - half * 0.85:0} {foot - size * 0.02:0} {x - half * 0.5:0} {foot:0} {x:0} {foot:0} C{x + half * 0.5:0} {foot:0} {x + half * 0.85:0} {foot - size * 0.02:0} {x + half:0} {foot - size * 0.22:0} "
            + $"C{x + half * 1.25:0} {top + size * 0.34:0} {x + half * 0.36:0} {top + size * 0.22:0} {x + half * 0.42:0} {top:0}Z";
        canvas.Path(body, canvas.Slanted(x - half, 0, x + half, 0, (0, Canvas.Mix(colours.Vase, "#000000", 0.5)), (0.55, colours.Vase), (0.8, Canvas.Mix(colours.Vase, "#ffffff", 0.45)), (1, Canvas.Mix(colours.Vase, "#000000", 0.12))));
        canvas.Add($"<ellipse cx='{x:0}' cy='{top:0}' rx='{half * 0.42:0}' ry='{half * 0.09:0}' fill='{Canvas.Mix(colours.Vase, "#000000", 0.6)}'/>");
        canvas.Add($"<ellipse cx='{x + half * 0.5:0}' cy='{foot - size * 0.4:0}' rx='{half * 0.07:0}' ry='{size * 0.13:0}' fill='#fff' fill-opacity='0.5' {canvas.Blur(4)}/>");
    }

    private static void Branch(Canvas canvas, double x, double y, double length, double angle, string leaf)
    {
        var (dx, dy) = (Math.Cos(angle), Math.Sin(angle));
        var bend = canvas.Between(-0.18, 0.18) * length;
        (double X, double Y) At(double t) => (x + dx * length * t - dy * bend * t * t, y + dy * length * t + dx * bend * t * t);
        var (mid, end) = (At(0.5), At(1));
        canvas.Line($"M{x:0} {y:0} Q{mid.X:0} {mid.Y:0} {end.X:0} {end.Y:0}", Canvas.Mix(leaf, "#3a2a1a", 0.6), length * 0.009);
        for (var i = 3; i <= 12; i++)
        {
            var (lx, ly) = At(i / 12.0);
            var turn = angle * 180 / Math.PI + (i % 2 == 0 ? 48 : -48) + canvas.Between(-14, 14);
            var l = length * canvas.Between(0.13, 0.19) * (1.15 - 0.4 * i / 12);
            var colour = Canvas.Mix(leaf, canvas.OneOf("#ffffff", "#0d1f14", "#d9d27a"), canvas.Between(0.05, 0.32));
            canvas.Add($"<path transform='translate({lx:0.#} {ly:0.#}) rotate({turn:0})' d='M0 0 C{l * 0.3:0.#} {-l * 0.32:0.#} {l * 0.8:0.#} {-l * 0.22:0.#} {l:0.#} 0 C{l * 0.8:0.#} {l * 0.22:0.#} {l * 0.3:0.#} {l * 0.32:0.#} 0 0Z' fill='{colour}'/>");
        }
    }

    private static void Fruit(Canvas canvas, double x, double foot, double r, Palette colours)
    {
        Shadow(canvas, x - r * 0.7, foot, r * 1.3, r * 0.22);
        var light = canvas.Radial((0, Canvas.Mix(colours.Fruit, "#ffffff", 0.6)), (0.4, colours.Fruit), (1, Canvas.Mix(colours.Fruit, "#000000", 0.55)));
        canvas.Add($"<g transform='translate({x:0} {foot - r * 0.92:0}) rotate({canvas.Between(-25, 25):0})'><ellipse cx='{-r * 0.3:0.#}' cy='{r * 0.28:0.#}' rx='0' ry='0'/>");
        canvas.Add($"<ellipse rx='{r * 1.08:0.#}' ry='{r * 0.95:0.#}' fill='{Canvas.Mix(colours.Fruit, "#000000", 0.42)}'/><ellipse cx='{r * 0.1:0.#}' cy='{-r * 0.08:0.#}' rx='{r * 0.98:0.#}' ry='{r * 0.87:0.#}' fill='{light}'/>");
        canvas.Add($"<ellipse cx='{r * 0.38:0.#}' cy='{-r * 0.38:0.#}' rx='{r * 0.22:0.#}' ry='{r * 0.13:0.#}' fill='#fff' fill-opacity='0.6' {canvas.Blur(3)}/></g>");
    }

    private static void Shadow(Canvas canvas, double x, double foot, double rx, double ry) =>
        canvas.Add($"<ellipse cx='{x:0}' cy='{foot:0}' rx='{rx:0}' ry='{ry:0}' fill='#1a0f08' fill-opacity='0.5' {canvas.Blur(9)}/>");
}
