using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Picture;

/// <summary>The whole picture as one SVG file that needs nothing else: its looks are in it, light and dark.</summary>
internal static class StandAlone
{
    private static readonly Lazy<string> Looks = new(() => Read("colours.css") + Read("picture.css"));

    /// <summary>SHA-256 of the stylesheet, base64: by it a content security policy lets this one stylesheet in, and no other.</summary>
    public static string HashOfLooks { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Looks.Value)));

    public static string Draw(WatchedDance dance, RowSize size)
    {
        var picture = new SequencePicture(dance, new Marks(dance), size);
        var drawing = new Drawing();
        var down = 40.0;
        void Add(string svg, double height)
        {
            drawing.Group(down, svg);
            down += height;
        }
        Add(picture.Head(), SequencePicture.HeadHeight);
        foreach (var hop in dance.Hops)
        {
            Add(picture.Row(hop), size.Height);
            foreach (var gap in dance.Gaps.Where(gap => gap.AfterHop == hop.Number)) Add(picture.Row(gap), size.Gap);
        }
        Add(picture.Foot(), SequencePicture.FootHeight);
        var title = $"{DanceWords.Title(dance)}: {DanceWords.Of(dance.Outcome)}";
        var begun = dance.StartedAt.ToUniversalTime().ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        drawing.Text("picture-title", 12, 24, "start", ("", title), ("channel", $"   {begun} · {dance.Hops.Count} hops · {HumanTime.Say(dance.Duration)}"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="dance-picture" viewBox="-8 0 {picture.Columns.Width + 16:0.##} {down + 8:0.##}" width="{picture.Columns.Width + 16:0.##}" height="{down + 8:0.##}">
            <title>{XmlText.Of(title)}</title>
            <style>{Looks.Value}</style>
            <rect class="paper" x="-8" width="100%" height="100%"/>
            {drawing}</svg>
            """);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
