using PhotoShare.Web.Dance;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Connections;

/// <summary>
/// Gives access tokens for a connection and refreshes them by a <b>single flight</b> per connection across all instances of
/// Web: a lock in Redis, a second look at the database once it is held, and the new tokens stored before it is let go.
/// </summary>
/// <remarks>
/// A refresh whose answer was lost, because we were killed or the line was cut, is simply made again with the same refresh
/// token: our realms don't rotate it. Where a server does and answers <c>invalid_grant</c> then, a reconnect is needed.
/// The lock alone is no proof (it expires, should its holder hang), so storing is fenced by <see cref="Connection.Version"/>.
/// </remarks>
public sealed class ConnectionTokens(
    ConnectionStore connections, TokenProtection protection, TokenRefresh refresh, RefreshLocks locks, TimeProvider clock)
{
    // A token that would end on its way to the API is not worth sending.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>An access token of the person's connection to the network, refreshed if it is about to end.</summary>
    /// <param name="personId">Whose connection.</param>
    /// <param name="network">To which network.</param>
    /// <param name="refused">A token that the API has just refused with 401: it won't be given again.</param>
    /// <param name="cancellationToken">Ends the wait. A refresh that is under way is finished and stored all the same.</param>
    public async Task<AccessTokenResult> GetAccessTokenAsync(string personId, Network network, string? refused = null, CancellationToken cancellationToken = default)
    {
        var deadline = clock.GetUtcNow() + RefreshLocks.Patience;
        while (true)
        {
            if (await connections.FindAsync(personId, network.Id, cancellationToken) is not { } connection) return new AccessTokenResult.NotConnected();
            if (Usable(connection, refused) is { } known)
            {
                await connections.NoteUseAsync(connection, clock.GetUtcNow(), cancellationToken);
                return known;
            }
            if (await locks.TryTakeAsync(connection.Id) is { } held)
            {
                await using (held)
                {
                    // Not the caller's token: whoever closes the page must not lose a rotated refresh token for all.
                    return await RefreshAsync(personId, network, refused, CancellationToken.None);
                }
            }
            if (clock.GetUtcNow() >= deadline) return new AccessTokenResult.Unavailable("Another refresh of this connection takes too long.");
            await Task.Delay(RefreshLocks.LookAgain, clock, cancellationToken);
        }
    }

    // Runs while the lock is held.
    private async Task<AccessTokenResult> RefreshAsync(string personId, Network network, string? refused, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(personId, network.Id, cancellationToken) is not { } connection) return new AccessTokenResult.NotConnected();
        if (Usable(connection, refused) is { } meanwhile) return meanwhile;

        var old = protection.Unprotect(connection.Id, connection.ProtectedTokens!);
        var result = old.RefreshToken is null ? RefreshResult.GrantEnded.Instance : await refresh.SendAsync(network, old.RefreshToken, connection.Dance, cancellationToken);
        switch (result)
        {
            case RefreshResult.Refreshed refreshed:
                // RFC 6749 section 6: without a new refresh token the old one stays.
                var tokens = refreshed.Tokens with { RefreshToken = refreshed.Tokens.RefreshToken ?? old.RefreshToken };
                var stored = await connections.TryReplaceTokensAsync(connection, protection.Protect(connection.Id, tokens), cancellationToken);
                if (!stored) return await LookAgainAsync(personId, network, refused, cancellationToken);
                await connections.NoteUseAsync(connection, clock.GetUtcNow(), cancellationToken);
                return new AccessTokenResult.Token(tokens.AccessToken);
            case RefreshResult.GrantEnded:
                return await connections.TryReplaceTokensAsync(connection, protectedTokens: null, cancellationToken)
                    ? new AccessTokenResult.ReconnectNeeded() : await LookAgainAsync(personId, network, refused, cancellationToken);
            case RefreshResult.Failed failed:
                return new AccessTokenResult.Unavailable(failed.Cause);
            default:
                throw new InvalidOperationException($"No case for {result.GetType()}.");
        }
    }

    // Changed under our hands: disconnected, connected anew, or refreshed by another instance because Redis lost our lock. What we hold is not wanted any more.
    private async Task<AccessTokenResult> LookAgainAsync(string personId, Network network, string? refused, CancellationToken cancellationToken) =>
        await connections.FindAsync(personId, network.Id, cancellationToken) is { } connection && Usable(connection, refused) is { } theirs
            ? theirs : new AccessTokenResult.Unavailable("The connection changed while it was refreshed.");

    private AccessTokenResult? Usable(Connection connection, string? refused)
    {
        if (connection.ProtectedTokens is null) return new AccessTokenResult.ReconnectNeeded();
        var tokens = protection.Unprotect(connection.Id, connection.ProtectedTokens);
        var lives = tokens.ExpiresAt is not { } end || end - Margin > clock.GetUtcNow();
        return lives && tokens.AccessToken != refused ? new AccessTokenResult.Token(tokens.AccessToken) : null;
    }
}
