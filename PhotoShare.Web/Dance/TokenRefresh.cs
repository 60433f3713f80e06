using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Networks;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Dance;

/// <summary>Exchanges a refresh token for a new access token (RFC 6749 section 6). <see cref="ConnectionTokens"/> sees to it that only one does so at a time.</summary>
public sealed class TokenRefresh(Discovery discovery, BackChannel backChannel, TimeProvider clock)
{
    /// <summary>How long one refresh may take in all.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <param name="network">Whose token.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="dance">The dance that the connection came from, for a refresh that nothing larger holds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RefreshResult> SendAsync(Network network, string refreshToken, string? dance, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (!(await discovery.MetadataAsync(network, either.Token)).TryGet(out var server, out var refusal)) return new RefreshResult.Failed(refusal.Cause);
            var now = clock.GetUtcNow();
            var exchange = new Exchange(network, HopSteps.Refresh, server.TokenEndpoint) { Kind = DanceMarks.Refresh, Follows = dance };
            var answer = await backChannel.PostAsync(exchange, new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
            }, either.Token);
            return answer switch
            {
                Answer.Success success when TokenResponse.Read(success.Body, now) is { } response => new RefreshResult.Refreshed(response.Tokens),
                // We ask for no scope here, so invalid_scope can only speak of the grant: Keycloak says it when a consent was taken back.
                Answer.Refused { Code: "invalid_grant" or "invalid_scope" } => RefreshResult.GrantEnded.Instance,
                _ => new RefreshResult.Failed(answer.ToRefusal().Cause),
            };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new RefreshResult.Failed("The authorization server does not answer in time.");
        }
    }
}

/// <summary>What came of a refresh.</summary>
public abstract record RefreshResult
{
    private RefreshResult()
    {
    }

    public sealed record Refreshed(TokenSet Tokens) : RefreshResult;

    /// <summary><c>invalid_grant</c>: revoked, expired, or never ours. Asking again is no use.</summary>
    public sealed record GrantEnded : RefreshResult
    {
        public static readonly GrantEnded Instance = new();
    }

    /// <summary>Anything else. The refresh token may well be good: nothing is given up.</summary>
    /// <param name="Cause">For a developer; without secrets.</param>
    public sealed record Failed(string Cause) : RefreshResult;
}
