using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Picture;

namespace PhotoShare.Dance.Pages;

/// <summary>Which dances are listed: what the form above the list asks for. Empty is all.</summary>
/// <param name="Network">The network's or realm's id.</param>
/// <param name="Outcome">As <see cref="DanceWords.Word(DanceOutcome)"/>.</param>
/// <param name="Rule">The id of a rule that is broken; <see cref="AnyRule"/> for whichever.</param>
public sealed record DanceFilter(string? Network, string? Outcome, string? Rule)
{
    public const string AnyRule = "any";

    public bool IsEmpty => string.IsNullOrEmpty(Network) && string.IsNullOrEmpty(Outcome) && string.IsNullOrEmpty(Rule);

    public bool Takes(WatchedDance dance) =>
        (string.IsNullOrEmpty(Network) || dance.Network == Network)
        && (string.IsNullOrEmpty(Outcome) || DanceWords.Word(dance.Outcome) == Outcome)
        && (string.IsNullOrEmpty(Rule) || (Rule == AnyRule ? dance.BreaksRules : Broken(dance).Any(rule => rule.Id == Rule)));

    public static IEnumerable<ProtocolRule> Broken(WatchedDance dance) => dance.Rules.Where(rule => rule.Verdict == Verdict.Broken).Select(rule => rule.Rule).DistinctBy(rule => rule.Id);
}
