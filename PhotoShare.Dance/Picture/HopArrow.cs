using System.Globalization;
using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Picture;

/// <summary>One hop in its row: number and time, the arrow with what it carries, the answer below it, and at the edge how it ended.</summary>
internal sealed class HopArrow(Columns columns, Marks marks, RowSize size)
{
    // From the lifeline's middle to the arrow's end: the bar of an activation is eight wide.
    private const double Off = 5, TitleSize = 13.5;

    public void Draw(Drawing svg, Hop hop, TimeSpan since)
    {
        var look = Look(hop);
        svg.Circle($"number {look}", 22, size.Arrow - 1, 12.5);
        svg.Text("number-text", 22, size.Arrow + 3.5, "middle", hop.Number.ToString(CultureInfo.InvariantCulture));
        svg.Text("time", 42, size.Arrow + 3.5, "start", $"+{HumanTime.Say(since < TimeSpan.Zero ? TimeSpan.Zero : since)}");
        var (from, to) = (columns.Of(hop.From), columns.Of(hop.To));
        if (from == to) Loop(svg, from, look);
        else Straight(svg, hop, from, to, look);
        Title(svg, hop, from, to);
        Ending(svg, hop);
    }

    private static string Look(Hop hop) => $"{Names.Look(hop.Channel)}{(hop.Inferred is null ? "" : " inferred")}{(hop.Error is null ? "" : " failed")}";

    private void Straight(Drawing svg, Hop hop, double from, double to, string look)
    {
        var right = to > from ? 1 : -1;
        var (start, end) = (from + (Off * right), to - (Off * right));
        svg.Line($"arrow {look}", start, size.Arrow, end - (8 * right), size.Arrow);
        svg.Path($"tip {look}", $"M{end} {size.Arrow}l{-11 * right} -5.5v11z");
        if (hop.Status is not null || hop.Received.Count > 0 || hop.Error is not null)
        {
            svg.Line($"answer {look}", end, size.Answer, start + (2 * right), size.Answer);
            svg.Path($"answer-tip {look}", $"M{start + (7 * right)} {size.Answer - 4}L{start + right} {size.Answer}L{start + (7 * right)} {size.Answer + 4}");
        }
        Cargo(svg, marks.Cargo(hop.Sent), (from + to) / 2, size.Arrow);
        Cargo(svg, marks.Cargo(hop.Received), (from + to) / 2, size.Answer);
        if (hop.Error is not null)
            svg.Circle("stop", end - (2 * right), size.Arrow, 8).Path("stop-sign", $"M{end - (2 * right) - 3} {size.Arrow - 3}l6 6m0-6l-6 6");
    }

    private void Loop(Drawing svg, double at, string look)
    {
        svg.Path($"arrow {look}", $"M{at + Off} {size.Arrow}h30v{size.Answer - size.Arrow}h-22");
        svg.Path($"tip {look}", $"M{at + Off} {size.Answer}l11-5.5v11z");
    }

    private static void Cargo(Drawing svg, IEnumerable<(string Name, string Look)> carried, double middle, double y)
    {
        var pills = carried.Take(3).ToList();
        double Width(string name) => Drawing.WidthOf(name, 10.5) + 14;
        var x = middle - (pills.Sum(pill => Width(pill.Name) + 4) / 2);
        foreach (var (name, look) in pills)
        {
            svg.Box($"cargo {look}", x, y - 7, Width(name), 14, 7);
            svg.Text($"cargo-text {look}", x + (Width(name) / 2), y + 3.5, "middle", name);
            x += Width(name) + 4;
        }
    }

    private void Title(Drawing svg, Hop hop, double from, double to)
    {
        var channel = $"  {Names.Of(hop.Channel)}";
        var title = Drawing.Cut(hop.Title, 60);
        var half = (Drawing.WidthOf(title, TitleSize) + Drawing.WidthOf(channel, 11.5)) / 2;
        var middle = Math.Clamp((from + to) / 2, Columns.Left + half, Math.Max(Columns.Left + half, columns.RightEdge - half));
        svg.Text("hop-title", middle, size.Title, "middle", ("", title), ($"channel {Names.Look(hop.Channel)}", channel));
    }

    // The right edge: status and duration, below it at most two things that went wrong or are not certain.
    private void Ending(Drawing svg, Hop hop)
    {
        var edge = columns.Width - 4;
        var ended = hop.Status is { } status ? $"{status} · {HumanTime.Say(hop.Duration)}" : HumanTime.Say(hop.Duration);
        svg.Text("ending", edge, size.Title, "end", ended);
        (string Look, string Text)[] notes =
        [
            .. hop.Rules.Any(rule => rule.Verdict == Verdict.Broken) ? [("broken", "rule broken")] : Array.Empty<(string, string)>(),
            .. hop.Error is { } error ? [("failed", Drawing.Cut(error, 17))] : Array.Empty<(string, string)>(),
            .. hop.Inferred is not null ? [("inferred", "inferred")] : Array.Empty<(string, string)>(),
        ];
        for (var i = 0; i < Math.Min(notes.Length, 2); i++)
        {
            var width = Drawing.WidthOf(notes[i].Text, 11) + 16;
            var y = (i == 0 ? size.Arrow : size.Answer + 2) - 7;
            svg.Box($"note {notes[i].Look}", edge - width, y, width, 15, 7.5);
            svg.Text($"note-text {notes[i].Look}", edge - (width / 2), y + 11, "middle", notes[i].Text);
        }
    }
}
