using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Tells the network that tokens are not wanted any more (RFC 7009).</summary>
public sealed class Revocation(Discovery discovery, BackChannel backChannel)
{
    /// <summary>Revokes the refresh token and then the access token, for a server may leave the one alive when the other goes (RFC 7009 section 2.1).</summary>
    /// <param name="network">The network.</param>
    /// <param name="tokens">What to revoke.</param>
    /// <param name="accessTokenOnly">Leaves the grant alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True if the network confirmed each. It confirms what it does not know, too: that is dead already.</returns>
    public async Task<bool> RevokeAsync(Network network, TokenSet tokens, bool accessTokenOnly, CancellationToken cancellationToken)
    {
        if (!(await discovery.MetadataAsync(network, cancellationToken)).TryGet(out var server, out _) || server.RevocationEndpoint is not { } endpoint) return false;
        return (accessTokenOnly || tokens.RefreshToken is null || await RevokeAsync(network, endpoint, tokens.RefreshToken, "refresh_token", cancellationToken))
            && await RevokeAsync(network, endpoint, tokens.AccessToken, "access_token", cancellationToken);
    }

    private async Task<bool> RevokeAsync(Network network, Uri endpoint, string token, string hint, CancellationToken cancellationToken) =>
        await backChannel.PostAsync(new(network, HopSteps.Revocation, endpoint), new Dictionary<string, string> { ["token"] = token, ["token_type_hint"] = hint }, cancellationToken) is Answer.Success;
}
