using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Rules;

/// <summary>All rules of the protocol that a trace can show.</summary>
public static class ProtocolRules
{
    private static readonly IRule[] Judges =
    [
        new ChallengeIsS256(), new PushedRequestUsedOnce(), new IssuerReturned(), new StateReturned(), new RedirectTargetExact(), new NoTokenInFront(),
        new CodeRedeemedByTheBackChannel(), new CodeRedeemedOnce(), new CodeRedeemedInTime(), new VerifierMatches(), new AssertionAudience(), new ScopeNoWider(),
    ];

    /// <summary>In the order in which the dance meets them.</summary>
    public static IReadOnlyList<ProtocolRule> All { get; } = [.. Judges.Select(judge => judge.Rule)];

    /// <summary>Holds every rule against a dance. One in which no code is asked for is held to what it shows, and nothing is said of the rest.</summary>
    public static IReadOnlyList<RuleVerdict> Judge(DanceKind kind, IReadOnlyList<Hop> hops)
    {
        var evidence = new Evidence(hops);
        var verdicts = Judges.Select(judge => judge.Judge(evidence));
        return [.. kind is DanceKind.Connect or DanceKind.SignIn ? verdicts : verdicts.Where(verdict => verdict.Verdict != Verdict.NotSeen)];
    }
}
