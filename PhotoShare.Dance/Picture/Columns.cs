using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>Where each party stands, and the boxes of the realms around them.</summary>
public sealed class Columns
{
    /// <summary>Left of it: number and time of a hop.</summary>
    public const double Left = 104;

    private const double Right = 130, Narrowest = 120;

    private readonly Dictionary<Party, double> _middles = [];

    public Columns(WatchedDance dance)
    {
        Party[] parties = [.. dance.Parties.Concat(dance.Hops.SelectMany(hop => new[] { hop.From, hop.To })).Distinct()];
        Width = Math.Max(1200, Left + Right + (parties.Length * Narrowest));
        Step = Math.Floor((Width - Left - Right) / Math.Max(1, parties.Length));
        for (var i = 0; i < parties.Length; i++) _middles[parties[i]] = Left + (Step * (i + 0.5));
        Parties = parties;
        Realms = [.. Grouped(parties)];
    }

    public double Width { get; }

    /// <summary>From one party to the next.</summary>
    public double Step { get; }

    public double RightEdge => Width - Right;

    public IReadOnlyList<Party> Parties { get; }

    /// <summary>Neighbours of one realm; the browser belongs to none.</summary>
    public IReadOnlyList<RealmBox> Realms { get; }

    public double Of(Party party) => _middles[party];

    private IEnumerable<RealmBox> Grouped(Party[] parties)
    {
        for (var first = 0; first < parties.Length;)
        {
            var last = first;
            while (last + 1 < parties.Length && parties[last + 1].Realm == parties[first].Realm) last++;
            if (parties[first].Role != PartyRole.Browser)
                yield return new RealmBox(parties[first].Realm, Left + (Step * first) + 5, (Step * (last - first + 1)) - 10);
            first = last + 1;
        }
    }
}

/// <summary>A realm's place in the picture.</summary>
public sealed record RealmBox(string Realm, double X, double Width);
