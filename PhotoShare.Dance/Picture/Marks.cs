using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>A colour for each fingerprint of which more than one hop spoke: that is how one sees that the code which came by the browser is the code which was redeemed.</summary>
public sealed class Marks
{
    private const int Colours = 12;

    // What the article speaks of. A server's own bookkeeping (tab_id, execution) shows only in an open hop.
    private static readonly string[] Drawn = ["code", "state", "request_uri", "access_token", "refresh_token", "token", "id_token", "nonce"];

    private readonly Dictionary<string, int[]> _hops;
    private readonly Dictionary<string, int> _colours = [];

    public Marks(WatchedDance dance)
    {
        var spoken = dance.Hops.SelectMany(hop => hop.Sent.Concat(hop.Received).Where(said => Fingerprints.IsOne(said.Value)).Select(said => (said.Value, said.Key, hop.Number))).ToList();
        _hops = spoken.GroupBy(said => said.Value).ToDictionary(said => said.Key, said => said.Select(one => one.Number).Distinct().Order().ToArray());
        // Those that are drawn take the first colours, so that they differ from each other for as long as there are colours.
        foreach (var (value, _, _) in spoken.OrderBy(said => Drawn.Contains(said.Key) ? 0 : 1))
            if (_hops[value].Length > 1) _colours.TryAdd(value, _colours.Count % Colours);
    }

    /// <returns>The class of its colour; none for what only one hop spoke of.</returns>
    public string? Look(string fingerprint) => _colours.TryGetValue(fingerprint, out var colour) ? $"m{colour}" : null;

    /// <summary>The other hops that spoke of it.</summary>
    public IReadOnlyList<int> Elsewhere(string fingerprint, int hop) => [.. _hops.GetValueOrDefault(fingerprint, []).Where(number => number != hop)];

    /// <summary>The look of what no other hop spoke of.</summary>
    public const string Alone = "alone";

    /// <summary>What an arrow carries, to be drawn on it: the most telling first.</summary>
    public IEnumerable<(string Name, string Look)> Cargo(IEnumerable<KeyValuePair<string, string>> said) =>
        from one in said
        let place = Array.IndexOf(Drawn, one.Key)
        where place >= 0 && Fingerprints.IsOne(one.Value)
        orderby place
        select (one.Key, Look(one.Value) ?? Alone);
}
