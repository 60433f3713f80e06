using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;
using static PhotoShare.Dance.Rules.Evidence;

namespace PhotoShare.Dance.Rules;

/// <summary>RFC 6749 section 4.1.2.</summary>
internal sealed class CodeRedeemedOnce : IRule
{
    public ProtocolRule Rule { get; } = new("code_once", "A code redeemed once", "RFC 6749 section 4.1.2",
        "A code that works twice works for the thief, too.");

    public RuleVerdict Judge(Evidence evidence)
    {
        var redemptions = evidence.Redemptions.Where(hop => Sent(hop, "code") is not null).GroupBy(hop => Sent(hop, "code")!).ToList();
        if (redemptions.Count == 0) return Rule.NotSeen();
        if (redemptions.FirstOrDefault(group => group.Count() > 1) is { } twice) return Rule.Broken(twice.Last(), $"The same code gave tokens {twice.Count()} times.");
        var (code, redemption) = (redemptions[0].Key, redemptions[0].First());
        var tries = evidence.TokenRequests.Count(hop => Sent(hop, "code") == code);
        return Rule.Kept(redemption, tries == 1 ? "The code was brought once, and gave tokens once." : $"The code was brought {tries} times, and gave tokens once.");
    }
}

/// <summary>A minute is what FAPI 2.0 allows; RFC 6749 section 4.1.2 recommends no more than ten.</summary>
internal sealed class CodeRedeemedInTime : IRule
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public ProtocolRule Rule { get; } = new("code_60_s", "A code redeemed within 60 seconds", "FAPI 2.0 Security Profile section 5.3.2.1; RFC 6749 section 4.1.2",
        "The longer a code lives, the longer a stolen one can be used.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (evidence.Redemptions.FirstOrDefault(hop => Sent(hop, "code") is not null) is not { } redemption) return Rule.NotSeen();
        var code = Sent(redemption, "code");
        var made = evidence.Hops.FirstOrDefault(hop => hop.Channel == HopChannel.Front && (Sent(hop, "code") ?? Received(hop, "code")) == code);
        if (made is null) return Rule.NotSeen("When the code was made was not seen.", redemption);
        var age = redemption.At - made.At;
        return Rule.Holds(age <= Longest, redemption, $"The code was {Math.Max(0, age.TotalSeconds).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s old.");
    }
}

/// <summary>RFC 6749 section 1.2, C and D.</summary>
internal sealed class CodeRedeemedByTheBackChannel : IRule
{
    public ProtocolRule Rule { get; } = new("code_back_channel", "A code redeemed by the back channel", "RFC 6749 sections 1.2 and 4.1.3",
        "The client proves who it is, and gets the tokens, where no browser and nobody in between can read them.");

    public RuleVerdict Judge(Evidence evidence)
    {
        var requests = evidence.TokenRequests.Where(hop => Sent(hop, "code") is not null || Sent(hop, "grant_type") is not null).ToList();
        if (requests.Count == 0) return Rule.NotSeen(evidence.TokenRequests.Count > 0 ? "There was a token request; what was in it was not seen." : "");
        return requests.FirstOrDefault(hop => hop.Channel == HopChannel.Front || hop.From == Party.Browser) is { } front
            ? Rule.Broken(front, "The code was redeemed by the browser.")
            : Rule.Kept(requests[0], "The code was redeemed from server to server.");
    }
}

/// <summary>RFC 7523 section 3, and what FAPI 2.0 made of it: the issuer and nothing else.</summary>
internal sealed class AssertionAudience : IRule
{
    public ProtocolRule Rule { get; } = new("assertion_aud", "An assertion for the issuer alone", "RFC 7523 section 3; FAPI 2.0 Security Profile section 5.3.3.1",
        "An assertion that names another server, or several, can be used by one of them at the other, in the client's name.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (evidence.Assertion is not { } assertion) return Rule.NotSeen();
        if ((evidence.SignedIssuer ?? Sent(evidence.Callback, "iss")) is not { } issuer) return Rule.NotSeen($"The assertion is for {assertion.Audience}; the issuer was not seen.", assertion.Hop);
        var other = evidence.Hops.FirstOrDefault(hop => hop.From.Role == PartyRole.Client && Sent(hop, "client_assertion.aud") is { } aud && aud != issuer);
        return other is null ? Rule.Kept(assertion.Hop, $"The assertion is for {issuer}.") : Rule.Broken(other, $"The assertion is for {Sent(other, "client_assertion.aud")}, the issuer is {issuer}.");
    }
}
