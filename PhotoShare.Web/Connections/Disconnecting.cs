using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using PhotoShare.Web.Data;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Connections;

/// <summary>Ends a connection: revokes at the network, deletes here, and then looks whether the old access token is refused.</summary>
public sealed class Disconnecting(
    IDbContextFactory<WebDatabase> databases, ConnectionTokens accessTokens, TokenProtection protection, Revocations revocations, IHttpClientFactory clients, WebHops hops, TimeProvider clock)
{
    /// <summary>How long we wait for the refusal: the API may remember for 5 s that a token lives.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8), LookAgain = TimeSpan.FromMilliseconds(250);

    /// <returns>None if there is no connection.</returns>
    public async Task<DisconnectOutcome?> DisconnectAsync(string personId, Network network, CancellationToken cancellationToken)
    {
        // A token that has run out would be refused anyway, and its refusal would prove nothing.
        var living = await accessTokens.GetAccessTokenAsync(personId, network, cancellationToken: cancellationToken) is AccessTokenResult.Token { Value: var token }
            && await ReadAsync(network, token, cancellationToken) is HttpStatusCode.OK ? token : null;

        if (await DeleteAsync(personId, network, cancellationToken) is not { } deleted) return null;

        var started = clock.GetTimestamp();
        // Without tokens the grant has ended already: the network said so.
        var revoked = deleted.Revocation is not { } revocation || await revocations.AttemptAsync(revocation, cancellationToken);
        return new DisconnectOutcome(network.Brand(), revoked, revoked && living is not null ? await RefusedAfterAsync(network, living, started, cancellationToken) : null);
    }

    // Deleted here in any case: if the network is down, the revocation waits in the queue.
    private async Task<Deleted?> DeleteAsync(string personId, Network network, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            if (await database.Connections.SingleOrDefaultAsync(connection => connection.PersonId == personId && connection.Network == network.Id, cancellationToken) is not { } connection) return null;
            Guid? revocation = connection.ProtectedTokens is { } tokens
                ? revocations.Add(database, new AccountAtNetwork(network.Id, connection.Issuer, connection.Subject), protection.Unprotect(connection.Id, tokens)) : null;
            database.Remove(connection);
            try
            {
                await database.SaveChangesAsync(cancellationToken);
                return new Deleted(revocation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Refreshed in this moment: the tokens to revoke are the new ones.
            }
        }
    }

    private async Task<HttpStatusCode?> ReadAsync(Network network, string token, CancellationToken cancellationToken)
    {
        using var hop = hops.Read(HopSteps.ResourceRequest, network).Sent("access_token", token);
        return await TryAsync(hop, network, token, cancellationToken);
    }

    // One hop, however often it is tried: from the first try to the refusal.
    private async Task<TimeSpan?> RefusedAfterAsync(Network network, string token, long started, CancellationToken cancellationToken)
    {
        using var hop = hops.Read(HopSteps.RefusedRead, network).Sent("access_token", token);
        while (true)
        {
            if (await TryAsync(hop, network, token, cancellationToken) is HttpStatusCode.Unauthorized) return clock.GetElapsedTime(started);
            if (clock.GetElapsedTime(started) >= Patience) return null;
            await Task.Delay(LookAgain, clock, cancellationToken);
        }
    }

    private async Task<HttpStatusCode?> TryAsync(HopSpan hop, Network network, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(network.ApiUrl, "albums?limit=1"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await clients.CreateClient(ConnectionSetup.ProbeClient).SendAsync(request, cancellationToken);
            hop.Asks(request).Answers(response).Received("error", BearerRefusal.ErrorOf(response));
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <param name="Revocation">In the queue; none if there was nothing left to revoke.</param>
    private sealed record Deleted(Guid? Revocation);
}
