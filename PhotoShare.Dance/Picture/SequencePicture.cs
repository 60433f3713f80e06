using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>
/// A dance as a sequence diagram, in rows that fit below one another. The page makes each row the head of a hop that opens; the picture that stands alone
/// and the printed one stack them.
/// </summary>
public sealed class SequencePicture
{
    private readonly WatchedDance _dance;
    private readonly Activations _work;
    private readonly HopArrow _arrows;

    public SequencePicture(WatchedDance dance, Marks marks, RowSize size)
    {
        _dance = dance;
        Size = size;
        Columns = new Columns(dance);
        _work = new Activations(dance.Hops);
        _arrows = new HopArrow(Columns, marks, size);
    }

    public const double HeadHeight = 96, FootHeight = 14;

    public RowSize Size { get; }

    public Columns Columns { get; }

    /// <summary>Who takes part, in the boxes of their realms.</summary>
    public string Head()
    {
        var svg = new Drawing();
        foreach (var realm in Columns.Realms)
        {
            svg.Path($"realm {Names.Look(realm.Realm)}", $"M{realm.X} {HeadHeight + 1}V12q0-10 10-10h{realm.Width - 20}q10 0 10 10V{HeadHeight + 1}");
            svg.Text($"realm-name {Names.Look(realm.Realm)}", realm.X + (realm.Width / 2), 22, "middle", Drawing.Cut(Names.Of(realm.Realm), (int)(realm.Width / 8.5)));
        }
        var width = Math.Min(Columns.Step - 22, 168);
        foreach (var party in Columns.Parties)
        {
            var x = Columns.Of(party);
            svg.Line("lifeline", x, 82, x, HeadHeight + 1);
            svg.Box($"party {Names.Look(party.Realm)}", x - (width / 2), 34, width, 48, 9);
            PartyIcon.Draw(svg, party.Role, x, 48);
            svg.Text("party-name", x, 74, "middle", Names.Role(party.Role));
        }
        return svg.ToString();
    }

    public string Row(Hop hop)
    {
        var svg = new Drawing();
        Ground(svg, Size.Height);
        var row = hop.Number - 1;
        foreach (var (party, before, beyond) in _work.In(row))
        {
            var (top, bottom) = (before ? -1 : Size.Arrow - 2, beyond ? Size.Height + 1 : Size.Answer + 2);
            svg.Box($"work {Names.Look(party.Realm)}", Columns.Of(party) - 4, top, 8, bottom - top, 1.5);
        }
        _arrows.Draw(svg, hop, hop.At - _dance.StartedAt);
        return svg.ToString();
    }

    public string Row(Gap gap)
    {
        var svg = new Drawing();
        Ground(svg, Size.Gap);
        foreach (var party in _work.Between(gap.AfterHop - 1)) svg.Box($"work {Names.Look(party.Realm)}", Columns.Of(party) - 4, -1, 8, Size.Gap + 2);
        var text = $"the person is {Drawing.Cut(gap.What, 40)}: {HumanTime.Say(gap.Duration)}";
        var x = Columns.Parties.Contains(Party.Browser) ? Columns.Of(Party.Browser) : Columns.Left + 40;
        var width = Drawing.WidthOf(text, 13) + 40;
        x = Math.Max(Columns.Left, x - 20);
        svg.Box("pause", x, (Size.Gap / 2) - 12, width, 24, 12);
        svg.Path("glass", $"M{x + 12} {(Size.Gap / 2) - 6}h9l-9 12h9z");
        svg.Text("pause-text", x + 29, (Size.Gap / 2) + 4.5, "start", text);
        return svg.ToString();
    }

    /// <summary>Where the lifelines and the realms end.</summary>
    public string Foot()
    {
        var svg = new Drawing();
        foreach (var realm in Columns.Realms)
            svg.Path($"realm {Names.Look(realm.Realm)}", $"M{realm.X} -1v4q0 10 10 10h{realm.Width - 20}q10 0 10-10v-4");
        foreach (var party in Columns.Parties) svg.Line("lifeline", Columns.Of(party), -1, Columns.Of(party), 4);
        return svg.ToString();
    }

    // One pixel beyond the row on both sides: where rows are scaled, no seam shows between them.
    private void Ground(Drawing svg, double height)
    {
        foreach (var realm in Columns.Realms)
        {
            svg.Box($"realm-ground {Names.Look(realm.Realm)}", realm.X, -1, realm.Width, height + 2);
            svg.Line($"realm-edge {Names.Look(realm.Realm)}", realm.X, -1, realm.X, height + 1);
            svg.Line($"realm-edge {Names.Look(realm.Realm)}", realm.X + realm.Width, -1, realm.X + realm.Width, height + 1);
        }
        foreach (var party in Columns.Parties) svg.Line("lifeline", Columns.Of(party), -1, Columns.Of(party), height + 1);
    }
}

/// <summary>How high rows are and where in them things stand, in the picture's own units: about pixels at 1280.</summary>
public readonly record struct RowSize(double Height, double Title, double Arrow, double Answer, double Gap)
{
    public static readonly RowSize Page = new(58, 16, 30, 45, 44);

    /// <summary>Forty hops on one page of paper.</summary>
    public static readonly RowSize Print = new(45, 12, 24, 38.5, 30);
}
