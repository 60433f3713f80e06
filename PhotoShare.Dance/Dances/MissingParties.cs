using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>Fills in who called or was called, where one end alone recorded the exchange.</summary>
internal static class MissingParties
{
    public static void Fill(IReadOnlyList<HopDraft> hops)
    {
        var client = hops.SelectMany(hop => new[] { hop.From, hop.To }).FirstOrDefault(party => party?.Role == PartyRole.Client)
            ?? Party.Client(hops.Select(hop => hop.Sent.GetValueOrDefault("client_id")).FirstOrDefault(id => id is not null) ?? "client");
        foreach (var hop in hops)
        {
            hop.To ??= client;
            // Resource servers ask about tokens (RFC 7662 section 2), and read the keys by which they check them; clients do all else.
            hop.From ??= hop.Step == HopSteps.Introspection ? Party.ResourceServer(hop.To.Value.Realm) : client;
        }
    }
}
