using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Keeping;

/// <summary>Which dance follows which: a later trace's spans point to the dance that it belongs to. Guarded by the book's lock.</summary>
internal sealed class Followers(IReadOnlyDictionary<string, KeptTrace> traces)
{
    private readonly Dictionary<string, HashSet<string>> byLead = [];

    public void Add(KeptTrace follower)
    {
        foreach (var lead in follower.Linked)
        {
            if (!byLead.TryGetValue(lead, out var followers)) byLead[lead] = followers = [];
            followers.Add(follower.Id);
        }
    }

    public void Remove(KeptTrace follower)
    {
        foreach (var lead in follower.Linked)
            if (byLead.TryGetValue(lead, out var followers) && followers.Remove(follower.Id) && followers.Count == 0) byLead.Remove(lead);
    }

    /// <summary>The dance with its lead and its followers, as far as they are kept.</summary>
    public WatchedDance Fill(WatchedDance dance) => dance with
    {
        Follows = traces.TryGetValue(dance.Id, out var trace) ? trace.Linked.FirstOrDefault(lead => traces.GetValueOrDefault(lead)?.Summary is not null) : null,
        Followers = byLead.TryGetValue(dance.Id, out var followers)
            ? [.. followers.Select(id => traces.GetValueOrDefault(id)?.Summary).OfType<WatchedDance>().OrderBy(follower => follower.StartedAt).Select(follower => follower.Id)]
            : [],
    };
}
