using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Rules;

/// <summary>How rules give their verdicts.</summary>
internal static class Verdicts
{
    public static RuleVerdict Kept(this ProtocolRule rule, Hop hop, string seen) => new(rule, Verdict.Kept, seen, hop.Number);

    public static RuleVerdict Broken(this ProtocolRule rule, Hop hop, string seen) => new(rule, Verdict.Broken, seen, hop.Number);

    /// <param name="seen">What was seen of it, if anything.</param>
    public static RuleVerdict NotSeen(this ProtocolRule rule, string seen = "", Hop? hop = null) => new(rule, Verdict.NotSeen, seen, hop?.Number);

    /// <summary>Kept or broken, by whether it holds.</summary>
    public static RuleVerdict Holds(this ProtocolRule rule, bool holds, Hop hop, string seen) => holds ? rule.Kept(hop, seen) : rule.Broken(hop, seen);
}
