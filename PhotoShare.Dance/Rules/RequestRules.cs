using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;
using static PhotoShare.Dance.Rules.Evidence;

namespace PhotoShare.Dance.Rules;

/// <summary>RFC 9126 section 4.</summary>
internal sealed class PushedRequestUsedOnce : IRule
{
    public ProtocolRule Rule { get; } = new("pushed_request_once", "A pushed request, used once", "RFC 9126 section 4",
        "Who finds the request's address in a history or a log could start the same dance again, under a challenge that is known by then.");

    public RuleVerdict Judge(Evidence evidence)
    {
        var pushed = evidence.Hops.Where(hop => hop.Step == HopSteps.PushedRequest && Received(hop, "request_uri") is not null).ToList();
        if (pushed.Count == 0) return Rule.NotSeen();
        var uses = evidence.Hops.Where(hop => hop.Step == HopSteps.AuthorizationRequest && hop.Inferred is null && hop.Status is < 400
            && pushed.Any(push => Received(push, "request_uri") == Sent(hop, "request_uri"))).ToList();
        if (uses.Count == 0) return Rule.NotSeen("A request was pushed; its use was not seen.", pushed[0]);
        var again = uses.GroupBy(hop => Sent(hop, "request_uri")).FirstOrDefault(group => group.Count() > 1)?.ToList();
        return again is null ? Rule.Kept(uses[0], "The pushed request was taken once.") : Rule.Broken(again[^1], $"The same pushed request was taken {again.Count} times.");
    }
}

/// <summary>RFC 9700 section 2.1: compared as strings.</summary>
internal sealed class RedirectTargetExact : IRule
{
    public ProtocolRule Rule { get; } = new("redirect_exact", "Back to exactly the address that was asked for", "RFC 9700 section 2.1; RFC 6749 section 4.1.3",
        "A server that compares redirect addresses loosely sends codes where an attacker reads them.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (Sent(evidence.Request, "redirect_uri") is not { } asked) return Rule.NotSeen();
        if (evidence.TokenRequests.FirstOrDefault(hop => Sent(hop, "redirect_uri") is { } told && told != asked) is { } other)
            return Rule.Broken(other, $"{asked} was asked for, and {Sent(other, "redirect_uri")} named when the code was redeemed.");
        // Without its host, a request's address can't be compared.
        if (evidence.Callback is not { } callback || !callback.Url.Contains("://", StringComparison.Ordinal)) return Rule.NotSeen("Where the browser came back was not seen.");
        // Which scheme and host a server sees of itself behind a proxy may be another than the browser saw.
        if (callback.Inferred is not null && callback.Url != asked) return Rule.NotSeen($"{asked} was asked for; the client saw {callback.Url}, maybe behind a proxy.", callback);
        return Rule.Holds(callback.Url == asked, callback, callback.Url == asked ? $"{asked} was asked for, and there the browser came." : $"{asked} was asked for, and {callback.Url} is where the browser came.");
    }
}

/// <summary>RFC 6749 sections 3.3 and 5.1.</summary>
internal sealed class ScopeNoWider : IRule
{
    public ProtocolRule Rule { get; } = new("scope_no_wider", "No wider scope than asked", "RFC 6749 sections 3.3 and 5.1",
        "The person agreed to what was asked. A token that can do more is a consent that nobody gave.");

    public RuleVerdict Judge(Evidence evidence)
    {
        if (Sent(evidence.Request, "scope") is not { } asked || Fingerprints.IsOne(asked)) return Rule.NotSeen();
        var redemption = evidence.Redemptions.FirstOrDefault(hop => Granted(hop) is not null);
        if (redemption is null) return Rule.NotSeen("What was granted was not seen.");
        var wider = Words(Granted(redemption)!).Except(Words(asked)).ToList();
        return Rule.Holds(wider.Count == 0, redemption, wider.Count == 0 ? $"Asked: {asked}. Granted: {Granted(redemption)}." : $"Granted without being asked for: {string.Join(' ', wider)}.");
    }

    private static string? Granted(Hop hop) => (Received(hop, "scope") ?? Received(hop, "access_token.scope")) is { } scope && !Fingerprints.IsOne(scope) ? scope : null;

    private static string[] Words(string scope) => scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
