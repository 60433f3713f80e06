using System.Globalization;
using System.Xml.Linq;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Picture;
using PhotoShare.Dance.Tests.Samples;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Picture;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Each_hop_is_an_arrow_between_its_parties_with_number_and_channel_word()
    {
        var dance = SampleDances.Federated();
        var columns = new Columns(dance);
        var row = Row(dance, 20);
        var arrow = row.Elements().Single(element => Is(element, "arrow"));

        Assert.Contains("back", (string)arrow.Attribute("class")!);
        Assert.Equal(columns.Of(Party.Client("photoshare")), X(arrow, "x1"), 6d);
        Assert.Equal(columns.Of(Party.AuthorizationServer("instapic")), X(arrow, "x2"), 14d);
        Assert.Contains(row.Elements(), element => element.Value == "20");
        Assert.Contains(row.Descendants(), element => element.Value.Trim() == "back channel");
        Assert.Contains("front", (string)Row(dance, 19).Elements().Single(element => Is(element, "arrow")).Attribute("class")!);
    }

    [Fact]
    public void Parties_of_one_realm_stand_in_one_box_that_bears_its_name()
    {
        var columns = new Columns(SampleDances.Federated());

        Assert.Equal(["photoshare", "friendbook", "instapic"], columns.Realms.Select(realm => realm.Realm));
        Assert.All(columns.Realms, realm => Assert.All(columns.Parties.Where(party => party.Realm == realm.Realm), party => Assert.InRange(columns.Of(party), realm.X, realm.X + realm.Width)));
        Assert.All(columns.Realms, realm => Assert.All(columns.Parties.Where(party => party.Realm != realm.Realm), party => Assert.NotInRange(columns.Of(party), realm.X, realm.X + realm.Width)));
    }

    [Fact]
    public void A_party_is_at_work_until_it_has_answered()
    {
        var dance = SampleDances.Federated();
        var work = new Activations(dance.Hops);
        var client = Party.Client("photoshare");

        Assert.Contains((client, false, true), work.In(18));
        Assert.Contains((client, true, true), work.In(20));
        Assert.Contains((client, true, false), work.In(21));
        Assert.DoesNotContain(work.In(22), one => one.Party == client);
    }

    [Fact]
    public void Errors_broken_rules_and_what_is_inferred_are_marked_in_words()
    {
        Assert.Contains(Row(SampleDances.Refused(), 9).Elements(), element => element.Value == "access_denied");
        Assert.Contains(Row(SampleDances.Refused(), 9).Elements(), element => Is(element, "stop"));
        Assert.Contains(Row(SampleDances.Failed(), 7).Elements(), element => element.Value == "rule broken");
        Assert.Contains(Row(SampleDances.Federated(), 29).Elements(), element => element.Value == "inferred");
        Assert.DoesNotContain(Row(SampleDances.Federated(), 20).Elements(), element => Is(element, "stop") || Is(element, "note"));
    }

    [Fact]
    public void The_picture_that_stands_alone_has_all_rows_and_its_own_looks()
    {
        var picture = XDocument.Parse(StandAlone.Draw(SampleDances.Federated(), RowSize.Print)).Root!;

        Assert.Equal(29, picture.Descendants().Count(element => Is(element, "number")));
        Assert.Equal(4, picture.Descendants().Count(element => Is(element, "pause")));
        Assert.Contains("prefers-color-scheme: dark", picture.Element(Svg + "style")!.Value);
    }

    [Fact]
    public void The_colours_are_those_of_Web()
    {
        var (web, dance) = (Variables("Web", "app.css"), Variables("Dance", "colours.css"));

        Assert.All(web.Where(one => dance.ContainsKey(one.Key)), one => Assert.Equal(one.Value, dance[one.Key]));
        Assert.True(web.Keys.Intersect(dance.Keys).Count() >= 18);
    }

    [Fact]
    public void A_dance_without_hops_or_of_a_party_with_itself_can_be_drawn()
    {
        var nothing = new Story(SampleDances.Id(40), DanceKind.Read, "", "").Ends(DanceOutcome.UnderWay);
        var loop = new Story(SampleDances.Id(41), DanceKind.Connect, "", "").Hop(HopSteps.KeySet, Party.Client("a"), Party.Client("a"), 0, 1).Ends(DanceOutcome.UnderWay);

        Assert.NotNull(XDocument.Parse(StandAlone.Draw(nothing, RowSize.Page)).Root);
        Assert.NotNull(XDocument.Parse(StandAlone.Draw(loop, RowSize.Page)).Root);
        Assert.All([nothing, loop], dance => Assert.NotEmpty(Balcony.Of(dance)));
    }

    private static XElement Row(WatchedDance dance, int number) =>
        XElement.Parse($"<g>{new SequencePicture(dance, new Marks(dance), RowSize.Page).Row(dance.Hops[number - 1])}</g>");

    private static bool Is(XElement element, string look) => ((string?)element.Attribute("class"))?.Split(' ').Contains(look) == true;

    private static double X(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    // The first value of each, which is the light one.
    private static Dictionary<string, string> Variables(string project, string file) =>
        System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(Root(), $"PhotoShare.{project}", "wwwroot", file)), "(--(?!tone)[a-z-]+): ([^;]+);")
            .GroupBy(match => match.Groups[1].Value).ToDictionary(matches => matches.Key, matches => string.Join("|", matches.Take(2).Select(match => match.Groups[2].Value)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PhotoShare.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
