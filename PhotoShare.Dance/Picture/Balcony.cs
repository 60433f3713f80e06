using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>A dance from far away: the person, the client, and the network as one, in few steps.</summary>
internal static class Balcony
{
    public static IReadOnlyList<BalconyStep> Of(WatchedDance dance)
    {
        var plan = BalconyPlan.Of(dance);
        var parts = dance.Kind is DanceKind.Connect or DanceKind.SignIn ? Parts(dance, plan.Count) : Followed(dance, plan);
        var last = parts.FindLastIndex(part => part.Count > 0);
        return [.. plan.Select((step, i) => step with
        {
            Hops = parts[i],
            State = State(dance, parts[i], i, last),
            PersonsTime = dance.Gaps.Where(gap => parts[i].Any(hop => hop.Number == gap.AfterHop)).Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap.Duration),
        })];
    }

    private static StepState State(WatchedDance dance, IReadOnlyList<Hop> hops, int index, int last)
    {
        if (hops.Count == 0) return index < last ? StepState.NotSeen : StepState.NotReached;
        if (dance.Outcome == DanceOutcome.Refused && (hops.Any(hop => hop.Error is not null) || index == last)) return StepState.Refused;
        if (dance.Outcome == DanceOutcome.Failed && (hops.Any(hop => hop.Error is not null) || index == last)) return StepState.Failed;
        return dance.Outcome == DanceOutcome.UnderWay && index == last ? StepState.GoingOn : StepState.Done;
    }

    /// <summary>Cuts the hops where the story turns: arrival in the other realm, the way back, the redemption, the first read.</summary>
    private static List<IReadOnlyList<Hop>> Parts(WatchedDance dance, int count)
    {
        var hops = dance.Hops;
        var end = hops.Count;
        var back = Back(dance);
        var arrived = First(hops, 0, hop => hop.Step == HopSteps.AuthorizationRequest) is { } request && request < end ? request + 1 : end;
        var inside = First(hops, 0, hop => hop.Step == HopSteps.SignInPage || hop.Step == HopSteps.SignIn || hop.Step == HopSteps.ConsentPage || hop.Step == HopSteps.Consent) ?? arrived;
        var second = Math.Min(Math.Min(arrived, inside), back);
        var redeemed = First(hops, back, hop => hop.Channel == HopChannel.Back || hop.Step == HopSteps.AccountShown) ?? end;
        var read = First(hops, redeemed, hop => hop.Step == HopSteps.PageRead || hop.Step == HopSteps.ResourceRequest) ?? end;
        int[] cuts = count == 5 ? [0, second, back, redeemed, read, end] : [0, second, back, redeemed, end];
        return [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<Hop>)[.. hops.Skip(cuts[i]).Take(cuts[i + 1] - cuts[i])])];
    }

    // The last answer that comes to the client itself; with a broker in between, there are others before.
    private static int Back(WatchedDance dance)
    {
        var hops = dance.Hops.ToList();
        var callback = hops.FindLastIndex(hop => hop.Step == HopSteps.Callback && hop.To.Role == PartyRole.Client);
        var redirect = callback < 0
            ? hops.FindLastIndex(hop => hop.Step == HopSteps.RedirectBack && hop.From.Realm == dance.Network)
            : hops.FindLastIndex(callback, hop => hop.Step == HopSteps.RedirectBack && hop.From.Realm == dance.Network);
        // The redirect of an earlier round, with which this callback has nothing to do, does not count.
        if (redirect >= 0 && callback >= 0 && hops[redirect..callback].Any(hop => hop.Channel == HopChannel.Front && hop.Step != HopSteps.RedirectBack)) redirect = -1;
        return redirect >= 0 ? redirect : callback >= 0 ? callback : hops.Count;
    }

    private static int? First(IReadOnlyList<Hop> hops, int from, Func<Hop, bool> found)
    {
        for (var i = from; i < hops.Count; i++)
            if (found(hops[i])) return i;
        return null;
    }

    // Reads, refreshes and disconnects: a hop belongs to the step that names it, others to the step before them.
    private static List<IReadOnlyList<Hop>> Followed(WatchedDance dance, IReadOnlyList<BalconyStep> plan)
    {
        var parts = plan.Select(_ => new List<Hop>()).ToList();
        var current = 0;
        foreach (var hop in dance.Hops)
        {
            for (var i = plan.Count - 1; i > current; i--)
                if (plan[i].Begins.Contains(hop.Step)) current = i;
            parts[current].Add(hop);
        }
        return [.. parts.Select(part => (IReadOnlyList<Hop>)part)];
    }
}

/// <summary>One of the few steps that one sees from the balcony.</summary>
/// <param name="Title">What happens, as one would tell it.</param>
/// <param name="Text">In a little more detail, whoever dances.</param>
/// <param name="Ways">The arrows between the person, the client and the network.</param>
internal sealed record BalconyStep(string Title, string Text, params IReadOnlyList<Way> Ways)
{
    /// <summary>The steps of the protocol with which it begins.</summary>
    public IReadOnlyList<HopStep> Begins { get; init; } = [];

    public IReadOnlyList<Hop> Hops { get; init; } = [];

    public StepState State { get; init; }

    public TimeSpan PersonsTime { get; init; }

    public TimeSpan Duration => Hops.Count == 0 ? TimeSpan.Zero : Hops.Max(hop => hop.At + hop.Duration) - Hops[0].At;
}

/// <summary>An arrow as seen from the balcony.</summary>
internal readonly record struct Way(Place From, Place To, HopChannel Channel, string Carries = "");

/// <summary>Who is on the stage.</summary>
internal enum Place
{
    Person,
    Client,
    Network,
}

/// <summary>How far a step came.</summary>
internal enum StepState
{
    NotReached,

    /// <summary>It must have happened, for what comes after it was seen.</summary>
    NotSeen,
    GoingOn,
    Done,
    Refused,
    Failed,
}
