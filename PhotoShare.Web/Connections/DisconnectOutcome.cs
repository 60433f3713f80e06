using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Connections;

/// <summary>What came of a disconnect: each part was done and looked at, none is assumed.</summary>
/// <param name="Network">Which network.</param>
/// <param name="RevokedAtNetwork">The network confirmed the revocation of both tokens (RFC 7009).</param>
/// <param name="RefusedAfter">
/// From the revocation to the first refusal of the old access token by the network's API;
/// none if it was not refused within the time that we waited, or could not be tried.
/// </param>
public sealed record DisconnectOutcome(NetworkBrand Network, bool RevokedAtNetwork, TimeSpan? RefusedAfter)
{
    /// <summary>The disconnect, by the id of its trace; none if it was not seen.</summary>
    public string? Dance { get; init; }
}
