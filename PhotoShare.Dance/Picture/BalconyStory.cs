using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>What actually happened in a step, told from its hops and from nothing else.</summary>
internal static class BalconyStory
{
    public static IReadOnlyList<string> Of(WatchedDance dance, BalconyStep step)
    {
        if (step.State == StepState.NotReached) return [dance.Outcome == DanceOutcome.Done ? "It was not seen in this dance." : "It did not come to this."];
        if (step.State == StepState.NotSeen) return ["No span of this step was received, though later ones were."];
        return [.. Lines(dance, step)];
    }

    private static IEnumerable<string> Lines(WatchedDance dance, BalconyStep step)
    {
        if ((Said(dance, step, HopSteps.PushedRequest, "scope") ?? Said(dance, step, HopSteps.AuthorizationRequest, "scope")) is { } asked) yield return $"Asked for: {Drawing.Cut(asked, 160)}.";
        if (Has(step, HopSteps.PushedRequest)) yield return "The request was pushed ahead from server to server; the browser carried only a reference to it.";
        string[] signedIn = [.. step.Hops.Where(hop => hop.Step == HopSteps.SignIn).Select(hop => hop.To.Realm).Distinct()];
        // Choosing another realm to sign in at is a step of the network's own sign-in.
        foreach (var realm in signedIn.Where(realm => signedIn.Length == 1 || realm != dance.Network))
            yield return realm == dance.Network || dance.Kind == DanceKind.SignIn ? $"You signed in at {Names.Of(realm)}." : $"{Names.Of(dance.Network)} let {Names.Of(realm)} say who you are, and you signed in there: a federation.";
        foreach (var waited in dance.Gaps.Where(gap => step.Hops.Any(hop => hop.Number == gap.AfterHop)))
            yield return $"You took {HumanTime.Say(waited.Duration)} {Drawing.Cut(waited.What, 40)}.";
        if (Granted(step) is { } granted) yield return $"Granted: {Drawing.Cut(granted, 160)}.";
        if (Age(dance, step) is { } age) yield return $"The grant was redeemed {HumanTime.Say(age)} after it had come back.";
        if (step.Hops.FirstOrDefault(IsClientsToken) is { } token && Value(token.Received, "expires_in") is { } life)
            yield return $"The access token lives {Drawing.Cut(life, 10)} s.";
        var reads = step.Hops.Count(hop => hop.Step == HopSteps.ResourceRequest && hop.Error is null);
        if (reads > 0) yield return $"{DanceWords.Count(reads, "request")} with the token; {DanceWords.Count(step.Hops.Count(hop => hop.Step == HopSteps.Introspection), "question")} to the authorization server whether it still lives.";
        foreach (var line in Ended(dance, step)) yield return line;
    }

    private static IEnumerable<string> Ended(WatchedDance dance, BalconyStep step)
    {
        foreach (var hop in step.Hops.Where(hop => hop.Error is not null))
            yield return hop.Step == HopSteps.RefusedRead
                ? $"Refused, as it should be: {Drawing.Cut(hop.Error!, 60)}."
                : $"Hop {hop.Number}, {hop.Title}, ended with {Drawing.Cut(hop.Error!, 60)}.";
        if (step.State == StepState.Refused) yield return "You said no. That is an answer like any other: nothing was granted.";
        if (step.State != StepState.GoingOn) yield break;
        yield return step.Hops[^1].Waiting is { } waiting ? $"Going on: you are {Drawing.Cut(waiting, 40)}." : "Going on.";
    }

    // Not what one realm was granted at the other: that is not the client's.
    private static bool IsClientsToken(Hop hop) => (hop.Step == HopSteps.TokenRequest || hop.Step == HopSteps.Refresh) && hop.From.Role == PartyRole.Client;

    private static string? Granted(BalconyStep step) =>
        step.Hops.Where(IsClientsToken).Select(hop => Value(hop.Received, "scope")).LastOrDefault(scope => scope is not null);

    private static TimeSpan? Age(WatchedDance dance, BalconyStep step)
    {
        if (step.Hops.FirstOrDefault(hop => hop.Step == HopSteps.TokenRequest && hop.From.Role == PartyRole.Client) is not { } token) return null;
        if (dance.Hops.LastOrDefault(hop => hop.Step == HopSteps.Callback && hop.To == token.From && hop.At <= token.At) is not { } callback) return null;
        return token.At - callback.At;
    }

    private static bool Has(BalconyStep step, HopStep what) => step.Hops.Any(hop => hop.Step == what);

    // To the network itself: what a broker asks of another realm is not what the client asked for.
    private static string? Said(WatchedDance dance, BalconyStep step, HopStep what, string name) =>
        step.Hops.Where(hop => hop.Step == what && hop.To.Realm == dance.Network).Select(hop => Value(hop.Sent, name)).FirstOrDefault(value => value is not null);

    private static string? Value(IReadOnlyList<KeyValuePair<string, string>> said, string name) =>
        said.Where(one => one.Key == name).Select(one => one.Value).FirstOrDefault();
}
