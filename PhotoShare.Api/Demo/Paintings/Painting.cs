using System.Text;
using NetVips;

namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Draws a demo photo: an SVG of our own, rendered by librsvg, with a little grain so that it looks taken rather than computed.</summary>
internal static class Painting
{
    private static readonly Dictionary<string, Action<Canvas, string>> Painters = new(StringComparer.Ordinal)
    {
        ["aurora"] = Aurora.Paint,
        ["city"] = City.Paint,
        ["dunes"] = Dunes.Paint,
        ["forest"] = Forest.Paint,
        ["lake"] = Mountains.PaintLake,
        ["mountains"] = Mountains.Paint,
        ["paper"] = Paper.Paint,
        ["sea"] = Sea.Paint,
        ["sill"] = Sill.Paint,
        ["tiles"] = Tiles.Paint,
    };

    static Painting() => Photos.Pictures.AllowDrawings();

    /// <param name="recipe">A painter, a variant and a seed, such as <c>dunes/dawn:1234</c>: the same recipe gives the same picture.</param>
    public static void Write(string recipe, int width, int height, string target)
    {
        var parts = recipe.Split('/', ':');
        var canvas = new Canvas(width, height, int.Parse(parts[2]));
        Painters[parts[0]](canvas, parts[1]);
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(canvas.ToString())).Flatten();
        using var grain = Image.Gaussnoise(width, height, sigma: 4, mean: 0, seed: canvas.Random.Next());
        using var photo = (drawn + grain).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        photo.Jpegsave(target, q: 88, keep: Enums.ForeignKeep.None);
    }
}
