using PhotoShare.Dance.Dances;
using static PhotoShare.Dance.Rules.Evidence;

namespace PhotoShare.Dance.Rules;

/// <summary>RFC 7636: the code is worth nothing without the verifier.</summary>
internal sealed class ChallengeIsS256 : IRule
{
    public ProtocolRule Rule { get; } = new("pkce_s256", "A code challenge, by S256", "RFC 7636 section 4.3; RFC 9700 section 2.1.1",
        "Without a challenge, whoever catches the code can redeem it, or have somebody else's code redeemed in your session. A plain challenge gives the verifier away to all who see the request.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (evidence.Request is not { } request) return Rule.NotSeen();
        if (Sent(request, "code_challenge") is null) return Rule.Broken(request, "The authorization request had no code challenge.");
        // Left out, the method is plain.
        var method = Sent(request, "code_challenge_method") ?? "plain";
        return Rule.Holds(method == "S256", request, $"The method of the code challenge was {method}.");
    }
}

/// <summary>RFC 7636 section 4.6. Challenge and verifier are seen as fingerprints, which can't be compared; so one end must say which challenge the verifier gives.</summary>
internal sealed class VerifierMatches : IRule
{
    public ProtocolRule Rule { get; } = new("pkce_verifier", "The verifier belongs to the challenge", "RFC 7636 section 4.6",
        "A server that does not compare them redeems a stolen code for whoever brings it.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (Sent(evidence.Request, "code_challenge") is not { } challenge) return Rule.NotSeen();
        if (evidence.Redemptions.FirstOrDefault(hop => Sent(hop, "code") is not null) is not { } redemption) return Rule.NotSeen();
        if (Sent(redemption, "code_verifier") is null) return Rule.Broken(redemption, "The code was redeemed without a verifier, though the request had a challenge.");
        return (Sent(redemption, "code_challenge") ?? Received(redemption, "code_challenge")) is not { } given
            ? Rule.NotSeen("A challenge and a verifier were seen, but not whether they belong together.", redemption)
            : Rule.Holds(given == challenge, redemption, given == challenge ? "The verifier gave the challenge of the request." : "The verifier gave another challenge than that of the request.");
    }
}
