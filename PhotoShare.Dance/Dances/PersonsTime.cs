using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>Finds the time that is the person's: from a page that waits for them until the browser speaks again.</summary>
internal static class PersonsTime
{
    public static IReadOnlyList<Gap> In(IReadOnlyList<Hop> hops)
    {
        var gaps = new List<Gap>();
        for (var i = 0; i < hops.Count; i++)
        {
            if (hops[i] is not { Waiting: { } what } page) continue;
            if (hops.Skip(i + 1).FirstOrDefault(hop => hop.Channel == HopChannel.Front && hop.From == Party.Browser) is not { } next) continue;
            // A redirect waits for the person only as long as nobody tells what they do meanwhile at the server.
            if (page.Step == HopSteps.RedirectOut && next.To.Role == PartyRole.AuthorizationServer) continue;
            var duration = next.At - (page.At + page.Duration);
            if (duration > TimeSpan.Zero) gaps.Add(new(page.Number, what, duration));
        }
        return gaps;
    }
}
