using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Rules;

/// <summary>Holds one rule against a dance.</summary>
internal interface IRule
{
    ProtocolRule Rule { get; }

    /// <summary>Kept and broken need evidence; where it is missing the rule was not seen.</summary>
    RuleVerdict Judge(Evidence evidence);
}
