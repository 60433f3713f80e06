using PhotoShare.OAuth;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>
/// The authorization code flow of the connecting client from the press on Connect to the account that waits to be kept
/// (RFC 6749 section 4.1 with RFC 7636, 9126, 9207 and OpenID Connect). Each step is a class of its own in this folder.
/// </summary>
public sealed class ConnectingDance(
    AuthorizationRequest request, AuthorizationResponseCheck responses, CodeRedemption redemption, AccountLookup accounts, PendingConnections pending)
{
    /// <summary>Steps 1 to 3: make the request, push it, tell where the browser shall go.</summary>
    public async Task<DanceResult<BegunDance>> BeginAsync(Network network, string personId, CancellationToken cancellationToken)
    {
        var (state, browser) = (RandomValue.Create(), RandomValue.Create());
        var transaction = new Transaction
        {
            Network = network.Id,
            PersonId = personId,
            BrowserHash = AuthorizationResponseCheck.HashOf(browser),
            Nonce = RandomValue.Create(),
            CodeVerifier = Pkce.CreateVerifier(),
            Scopes = network.ConnectScopes,
        };
        using var step = DanceTelemetry.Start("connect.begin", network);
        if (!(await request.BeginAsync(network, state, transaction, cancellationToken)).TryGet(out var address, out var refusal)) return step.End(refusal);
        return new BegunDance(address, state, browser);
    }

    /// <summary>Steps 4 to 7: check the answer, redeem the code, find out whose account it is, put it aside until the person keeps it.</summary>
    public async Task<DanceResult<PendingConnection>> FinishAsync(Network network, AuthorizationResponse response, string? browser, string personId, CancellationToken cancellationToken)
    {
        using var step = DanceTelemetry.Start("connect.finish", network);
        if (!(await responses.CheckAsync(network, response, browser, personId, cancellationToken)).TryGet(out var transaction, out var refusal)) return step.End(refusal);
        // From here on, a browser that goes away must not leave tokens behind that nobody knows of.
        var toTheEnd = CancellationToken.None;
        if (!(await redemption.RedeemAsync(network, transaction, response.Code!, toTheEnd)).TryGet(out var tokens, out refusal)) return step.End(refusal);
        if (!(await accounts.FindAsync(network, transaction, tokens, toTheEnd)).TryGet(out var account, out refusal))
        {
            await pending.GiveBackAsync(network, tokens.Tokens, toTheEnd);
            return step.End(refusal);
        }
        var put = await pending.PutAsideAsync(network, personId, account, tokens with { Scopes = tokens.Scopes ?? transaction.Scopes }, toTheEnd);
        return put.TryGet(out var waiting, out refusal) ? waiting : step.End(refusal);
    }
}

/// <summary>A dance that has begun.</summary>
/// <param name="Address">Where the browser goes, by the front channel.</param>
/// <param name="State">Names the dance's cookie.</param>
/// <param name="Browser">The cookie's value, which ties the dance to this browser.</param>
public sealed record BegunDance(Uri Address, string State, string Browser)
{
    public override string ToString() => nameof(BegunDance);
}
