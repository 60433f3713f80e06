using System.Globalization;
using System.Text;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Picture;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Exporting;

/// <summary>One dance as a Mermaid sequence diagram: front channel dashed, back channel solid, as in the picture.</summary>
internal static class Mermaid
{
    public static string Write(WatchedDance dance)
    {
        var columns = new Columns(dance);
        var names = columns.Parties.Select((party, i) => (party, Name: string.Create(CultureInfo.InvariantCulture, $"p{i + 1}"))).ToDictionary(one => one.party, one => one.Name);
        var text = new StringBuilder("sequenceDiagram\n    autonumber\n");
        foreach (var party in columns.Parties.Where(party => party.Role == PartyRole.Browser))
            Line(text, 1, $"actor {names[party]} as browser");
        foreach (var realm in columns.Realms)
        {
            // A first word that is a colour would be read as one.
            Line(text, 1, $"box transparent {MermaidText.Of(Names.Of(realm.Realm))}");
            foreach (var party in columns.Parties.Where(party => party.Role != PartyRole.Browser && party.Realm == realm.Realm))
                Line(text, 2, $"participant {names[party]} as {MermaidText.Of($"{Names.Role(party.Role)}, {Names.Of(party.Realm)}")}");
            Line(text, 1, "end");
        }
        foreach (var hop in dance.Hops)
        {
            Line(text, 1, $"{names[hop.From]}{Arrow(hop)}{names[hop.To]}: {MermaidText.Of($"{hop.Title} ({Names.Of(hop.Channel)}{Ending(hop)})")}");
            foreach (var rule in hop.Rules.Where(rule => rule.Verdict == Verdict.Broken))
                Line(text, 1, $"Note over {names[hop.To]}: {MermaidText.Of($"rule broken: {rule.Rule.Title}, {rule.Rule.Source}")}");
            foreach (var gap in dance.Gaps.Where(gap => gap.AfterHop == hop.Number))
                Line(text, 1, $"Note over {names.GetValueOrDefault(Party.Browser, names[hop.To])}: {MermaidText.Of($"the person is {gap.What}, {HumanTime.Say(gap.Duration)}")}");
        }
        return text.ToString();
    }

    private static string Arrow(Hop hop) => (hop.Channel, hop.Error) switch
    {
        (HopChannel.Front, null) => "-->>",
        (HopChannel.Front, _) => "--x",
        (_, null) => "->>",
        _ => "-x",
    };

    private static string Ending(Hop hop) =>
        (hop.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $", {status}") : "") + (hop.Error is { } error ? $", {error}" : "") + (hop.Inferred is null ? "" : ", inferred");

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 4).Append(line).Append('\n');
}
