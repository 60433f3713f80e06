using PhotoShare.OAuth;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>
/// The authorization code flow of the connecting client from the press on Connect to the account that waits to be kept
/// (RFC 6749 section 4.1 with RFC 7636, 9126, 9207 and OpenID Connect). Each step is a class of its own in this folder.
/// </summary>
public sealed class ConnectingDance(
    AuthorizationRequest request, TransactionStore transactions, AuthorizationResponseCheck responses, CodeRedemption redemption, AccountLookup accounts, PendingConnections pending)
{
    /// <summary>Steps 1 to 3: make the request, push it, tell where the browser shall go.</summary>
    /// <param name="network">With which network.</param>
    /// <param name="personId">Who pressed.</param>
    /// <param name="dance">The trace that the answer goes on with (<c>traceparent</c>).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DanceResult<BegunDance>> BeginAsync(Network network, string personId, string? dance, CancellationToken cancellationToken)
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
            Dance = dance,
        };
        if (!(await request.BeginAsync(network, state, transaction, cancellationToken)).TryGet(out var address, out var refusal)) return refusal;
        return new BegunDance(address, state, browser);
    }

    /// <summary>The dance that an answer says it belongs to: known by its state, and good for this one answer. None if there is none.</summary>
    public async Task<Transaction?> TakeAsync(AuthorizationResponse response) => response.State is null ? null : await transactions.TakeAsync(response.State);

    /// <summary>Steps 4 to 7: check the answer, redeem the code, find out whose account it is, put it aside until the person keeps it.</summary>
    public async Task<DanceResult<PendingConnection>> FinishAsync(Network network, Arrival arrival, CancellationToken cancellationToken)
    {
        if (!(await responses.CheckAsync(network, arrival, cancellationToken)).TryGet(out var transaction, out var refusal)) return refusal;
        // From here on, a browser that goes away must not leave tokens behind that nobody knows of.
        var toTheEnd = CancellationToken.None;
        if (!(await redemption.RedeemAsync(network, transaction, arrival.Response.Code!, toTheEnd)).TryGet(out var tokens, out refusal)) return refusal;
        if (!(await accounts.FindAsync(network, transaction, tokens, toTheEnd)).TryGet(out var account, out refusal))
        {
            await pending.GiveBackAsync(network, tokens.Tokens, toTheEnd);
            return refusal;
        }
        return await pending.PutAsideAsync(network, transaction, account, tokens, toTheEnd);
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
