using Microsoft.IdentityModel.Protocols;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Api.Hops;

/// <summary>Reads the realm's documents, each by a hop: first the discovery document, then the key set that it names.</summary>
internal sealed class RealmDocuments(IDocumentRetriever http, ApiHops hops, string discovery) : IDocumentRetriever
{
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        using var hop = hops.Ask(address == discovery ? HopSteps.Discovery : HopSteps.KeySet);
        try
        {
            return await http.GetDocumentAsync(address, cancel);
        }
        catch (Exception)
        {
            hop.Refused("unreachable");
            throw;
        }
    }
}
