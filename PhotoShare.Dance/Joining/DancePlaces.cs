using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Joining;

/// <summary>Where a request belongs.</summary>
/// <param name="TraceId">The dance.</param>
/// <param name="Cause">The hop that caused it; none if it has not been seen yet.</param>
/// <param name="Hop">The hop that had the key: stands in for the cause if that never comes.</param>
internal sealed record DancePlace(string TraceId, string? Cause, string Hop);

/// <summary>Remembers by which keys dances are found.</summary>
internal sealed class DancePlaces(JoiningOptions options, TimeProvider time)
{
    private readonly Remembered<DancePlace> byKey = new(options.MostRemembered, options.Memory, time);
    private readonly Remembered<string> redirectOf = new(options.MostRemembered, options.Memory, time);

    /// <summary>Notes a span that has its place.</summary>
    /// <param name="cause">What is found by it belongs below this hop; none: below the client's redirect.</param>
    /// <returns>The keys under which something new is known.</returns>
    public IReadOnlyList<string> Note(SpanRecord span, string? cause, IEnumerable<string> knownBy, IEnumerable<string> sendsOn)
    {
        var news = new List<string>();
        foreach (var key in sendsOn) Note(key, new(span.TraceId, span.SpanId, span.SpanId), news);
        foreach (var key in knownBy) Note(key, new(span.TraceId, cause, span.SpanId), news);
        if (span[HopAttributes.Step] == HopSteps.RedirectOut.Id && cause is null && !redirectOf.TryGet(span.TraceId, out _))
        {
            redirectOf.Set(span.TraceId, span.SpanId);
            // All keys of this dance have a cause now, whichever hop they came with.
            news.Add(span.TraceId);
        }
        return news;
    }

    /// <param name="sentHereBy">The key of the hop that is the cause; none: the client's redirect is.</param>
    /// <returns>None if none of the keys has been seen.</returns>
    public DancePlace? Find(IEnumerable<string> keys, string? sentHereBy)
    {
        if (sentHereBy is not null && byKey.TryGet(sentHereBy, out var sender)) return sender;
        foreach (var key in keys)
        {
            if (!byKey.TryGet(key, out var place)) continue;
            if (sentHereBy is not null) return place with { Cause = null };
            return place.Cause is null && redirectOf.TryGet(place.TraceId, out var redirect) ? place with { Cause = redirect } : place;
        }
        return null;
    }

    // Whoever had the value first made it; who shows it later has seen it.
    private void Note(string key, DancePlace place, List<string> news)
    {
        if (byKey.TryGet(key, out var known) && (known.Cause is not null || known.TraceId != place.TraceId || place.Cause is null)) return;
        byKey.Set(key, place);
        news.Add(key);
    }
}
