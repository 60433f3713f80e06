using System.Text;
using NetVips;

namespace PhotoShare.Api.Demo.Paintings;

/// <summary>Draws a demo photo: an SVG of our own, rendered by librsvg, with a little grain so that it looks taken rather than computed.</summary>
internal static class Painting
{
    private static readonly Dictionary<string, Func<Canvas, string>> Painters = new(StringComparer.Ordinal)
    {
        ["dunes"] = Dunes.Paint,
    };

    static Painting() => Photos.Pictures.AllowDrawings();

    /// <param name="recipe">A painter's name and a seed, such as <c>dunes:1234</c>: the same recipe gives the same picture.</param>
    public static void Write(string recipe, int width, int height, string target)
    {
        var parts = recipe.Split(':');
        var canvas = new Canvas(width, height, int.Parse(parts[1]));
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(Painters[parts[0]](canvas))).Flatten().Colourspace(Enums.Interpretation.Srgb);
        using var grain = Image.Gaussnoise(width, height, sigma: 5, mean: 0, seed: canvas.Random.Next());
        using var photo = (drawn + grain).Cast(Enums.BandFormat.Uchar);
        photo.Jpegsave(target, q: 88, keep: Enums.ForeignKeep.None, interlace: true);
    }
}
