using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>The stage from above: three lifelines, and for each step its arrows.</summary>
internal sealed class BalconyPicture(WatchedDance dance)
{
    public const double Width = 480, HeadHeight = 76, Height = 148;

    // The page cuts it off where the step ends, however long its text is.
    private const double Beyond = 600;

    private static readonly double[] At = [72, 240, 408];

    private readonly string[] _realms = ["", dance.Parties.FirstOrDefault(party => party.Role == PartyRole.Client).Realm ?? "", dance.Network];

    public string Head()
    {
        var svg = new Drawing();
        string[] names = ["You", BalconyPlan.Client(dance), Names.Of(dance.Network)];
        PartyRole[] roles = [PartyRole.Browser, PartyRole.Client, PartyRole.AuthorizationServer];
        for (var i = 0; i < At.Length; i++)
        {
            svg.Line("lifeline", At[i], 58, At[i], HeadHeight + 1);
            svg.Box($"party {Names.Look(_realms[i])}", At[i] - 66, 4, 132, 54, 12);
            PartyIcon.Draw(svg, roles[i], At[i], 20);
            svg.Text("party-name big", At[i], 48, "middle", Drawing.Cut(names[i], 17));
        }
        return svg.ToString();
    }

    public static string Row(BalconyStep step)
    {
        var svg = new Drawing();
        foreach (var x in At) svg.Line("lifeline", x, -Beyond, x, Height + Beyond);
        var pale = step.State is StepState.NotReached or StepState.NotSeen ? " pale" : "";
        var stopped = step.State is StepState.Failed or StepState.Refused;
        var y = step.Ways.Count == 1 ? Height / 2 : (Height / 2) - 30;
        foreach (var way in step.Ways)
        {
            var isLast = way == step.Ways[^1];
            Arrow(svg, way, y, $"{Names.Look(way.Channel)}{pale}{(stopped && isLast ? " failed" : "")}", stopped && isLast);
            y += 54;
        }
        return svg.ToString();
    }

    private static void Arrow(Drawing svg, Way way, double y, string look, bool stopped)
    {
        var (from, to) = (At[(int)way.From], At[(int)way.To]);
        var right = to > from ? 1 : -1;
        svg.Line($"arrow thick {look}", from + (6 * right), y, to - (12 * right), y);
        svg.Path($"tip {look}", $"M{to - (3 * right)} {y}l{-15 * right} -7.5v15z");
        // Beside the lifeline in the middle, which an arrow over the whole stage crosses.
        var middle = Math.Abs(to - from) > 200 ? (from + At[1]) / 2 : (from + to) / 2;
        svg.Text($"channel-name {look}", middle, y + (way.Carries.Length == 0 ? 18 : 27), "middle", Names.Of(way.Channel));
        if (stopped) svg.Circle("stop", to - (20 * right), y, 11).Path("stop-sign", $"M{to - (20 * right) - 4} {y - 4}l8 8m0-8l-8 8");
        if (way.Carries.Length == 0) return;
        var width = Drawing.WidthOf(way.Carries, 12.5) + 22;
        svg.Box($"parcel {look}", middle - (width / 2), y - 12, width, 24, way.Channel == HopChannel.Front ? 4 : 12);
        svg.Text($"parcel-text {look}", middle, y + 4.5, "middle", way.Carries);
    }
}
