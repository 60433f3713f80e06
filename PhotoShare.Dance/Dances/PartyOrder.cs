using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>Puts parties from left to right: the browser, then the client's realm, then the others as they come; within a realm by role.</summary>
internal static class PartyOrder
{
    public static IReadOnlyList<Party> Of(IEnumerable<Hop> hops)
    {
        var parties = hops.SelectMany(hop => new[] { hop.From, hop.To }).Distinct().ToList();
        var realms = parties.Where(party => party.Role == PartyRole.Client).Concat(parties).Select(party => party.Realm).Where(realm => realm.Length > 0).Distinct().ToList();
        return [.. parties.OrderBy(party => party == Party.Browser ? -1 : realms.IndexOf(party.Realm)).ThenBy(party => party.Role)];
    }
}
