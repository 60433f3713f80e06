using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>While which rows a party is at work on what it was asked: the bars on the lifelines.</summary>
internal sealed class Activations
{
    // From the row that asked to the last row that began before the answer.
    private readonly List<(Party Party, int From, int To)> _spans = [];

    public Activations(IReadOnlyList<Hop> hops)
    {
        for (var i = 0; i < hops.Count; i++)
        {
            var last = i;
            var end = hops[i].At + hops[i].Duration;
            while (last + 1 < hops.Count && hops[last + 1].At < end) last++;
            if (hops[i].To.Role != PartyRole.Browser) _spans.Add((hops[i].To, i, last));
        }
    }

    /// <summary>Who is at work in the row, and whether from before it and beyond it.</summary>
    public IEnumerable<(Party Party, bool FromBefore, bool Beyond)> In(int row) =>
        from span in _spans
        where span.From <= row && row <= span.To
        group span by span.Party into work
        select (work.Key, work.Any(span => span.From < row), work.Any(span => span.To > row));

    /// <summary>Who is at work between a row and the next.</summary>
    public IEnumerable<Party> Between(int row) => _spans.Where(span => span.From <= row && row < span.To).Select(span => span.Party).Distinct();
}
