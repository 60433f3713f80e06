using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;
using static PhotoShare.Dance.Rules.Evidence;

namespace PhotoShare.Dance.Rules;

/// <summary>RFC 9207.</summary>
internal sealed class IssuerReturned : IRule
{
    public ProtocolRule Rule { get; } = new("iss_returned", "The answer says who gives it", "RFC 9207 section 2.4",
        "A client of two servers that can't tell which one answered can be made to redeem one server's code at the other (mix-up).");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (evidence.Callback is not { } callback) return Rule.NotSeen();
        if (Sent(callback, "iss") is not { } issuer) return Rule.Broken(callback, "The answer did not say whose it is.");
        return (evidence.SignedIssuer ?? evidence.Assertion?.Audience) is not { } expected
            ? Rule.NotSeen($"The answer says {issuer}; the issuer was not seen elsewhere.", callback)
            : Rule.Holds(issuer == expected, callback, issuer == expected ? $"The answer says {issuer}, and so do the tokens or the assertion." : $"The answer says {issuer}, the issuer is {expected}.");
    }
}

/// <summary>RFC 6749 section 4.1.2: "REQUIRED if the state parameter was present".</summary>
internal sealed class StateReturned : IRule
{
    public ProtocolRule Rule { get; } = new("state_returned", "The state comes back as it was sent", "RFC 6749 sections 4.1.2 and 10.12",
        "An answer that belongs to no question of this browser is an attacker's: their account would be connected as yours.");

    public RuleVerdict Judge(Evidence evidence)
    {
        var sent = Sent(evidence.Request, "state") ?? Sent(evidence.Hops.FirstOrDefault(hop => hop.Step == HopSteps.RedirectOut && hop.From.Role == PartyRole.Client && hop.Inferred is null), "state");
        if (sent is null || evidence.Callback is not { } callback) return Rule.NotSeen();
        return Sent(callback, "state") is not { } back ? Rule.Broken(callback, "A state was sent, and none came back.")
            : Rule.Holds(back == sent, callback, back == sent ? "The state that came back is the one that was sent." : "Another state came back than was sent.");
    }
}

/// <summary>RFC 9700 section 2.1.2.</summary>
internal sealed class NoTokenInFront : IRule
{
    private static readonly string[] Tokens = ["access_token", "refresh_token", "id_token"];

    public ProtocolRule Rule { get; } = new("no_token_in_front", "No token in the front channel", "RFC 9700 section 2.1.2",
        "What goes through the browser stands in histories, logs and referrers. A code there is of use once, to one; a token to whoever reads it.");

    public RuleVerdict Judge(Evidence evidence)
    {
        var front = evidence.Hops.Where(hop => hop.Channel == HopChannel.Front).ToList();
        if (front.FirstOrDefault(hop => hop.Sent.Concat(hop.Received).Any(pair => Tokens.Contains(pair.Key))) is { } leak)
            return Rule.Broken(leak, $"Seen in the front channel: {string.Join(", ", leak.Sent.Concat(leak.Received).Select(pair => pair.Key).Where(Tokens.Contains).Distinct())}.");
        return evidence.Callback is { } callback ? Rule.Kept(callback, "The answer through the browser had no token, nor had any other hop there.") : Rule.NotSeen("The answer through the browser was not seen.");
    }
}
