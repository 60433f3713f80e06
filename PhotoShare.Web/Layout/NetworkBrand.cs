namespace PhotoShare.Web.Layout;

/// <summary>How a network is shown: its id in addresses, its name, its colour.</summary>
/// <param name="Id">The network's id in configuration and addresses, e.g. <c>friendbook</c>.</param>
/// <param name="DisplayName">Its name as people know it.</param>
/// <param name="Colour">Its colour as <c>#rrggbb</c>.</param>
public sealed record NetworkBrand(string Id, string DisplayName, string Colour)
{
    /// <summary>Black or white, whichever reads better on the colour (relative luminance, WCAG 2.2).</summary>
    public string Ink => Luminance() > 0.179 ? "#111111" : "#ffffff";

    private double Luminance()
    {
        if (Colour is not ['#', ..] || Colour.Length != 7 || !int.TryParse(Colour.AsSpan(1), System.Globalization.NumberStyles.HexNumber, null, out var rgb))
            return 0;
        return (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));
    }

    private static double Linear(int channel)
    {
        var value = (channel & 0xff) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
