using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>A grant is what one authorization code stood for. All its tokens hang on one row: ending that ends them all, also those being made right now.</summary>
internal sealed class Grants(RealmDatabase database)
{
    /// <summary>Ends a grant with all its tokens.</summary>
    public Task EndAsync(string id, CancellationToken cancellationToken) =>
        End(Valid().Where(row => row.Id == id), cancellationToken);

    /// <summary>Lets a grant end with the session in which it was given. Offline grants outlive it.</summary>
    public Task BindToSessionAsync(string id, string session, CancellationToken cancellationToken)
    {
        var properties = InSession(session);
        return Valid().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(grant => grant.Properties, properties), cancellationToken);
    }

    /// <summary>Ends the grants that were given in a session.</summary>
    public Task EndOfSessionAsync(string session, CancellationToken cancellationToken)
    {
        var properties = InSession(session);
        return End(Valid().Where(row => row.Properties == properties), cancellationToken);
    }

    /// <summary>Ends every grant that a client holds for a person, offline ones too.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> EndOfClientAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        End(Valid().Where(row => row.Subject == subject && row.Application!.Id == clientId), cancellationToken);

    /// <summary>Uses an authorization code up.</summary>
    /// <returns>Whether this was its one use: of any number at the same moment, one.</returns>
    public async Task<bool> TryRedeemCodeAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<OpenIddictEntityFrameworkCoreToken>().Where(row => row.Id == id && row.Status == Statuses.Valid)
            .ExecuteUpdateAsync(row => row.SetProperty(code => code.Status, Statuses.Redeemed), cancellationToken) == 1;

    private IQueryable<OpenIddictEntityFrameworkCoreAuthorization> Valid() =>
        database.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row => row.Status == Statuses.Valid && row.Type == AuthorizationTypes.AdHoc);

    private static Task<int> End(IQueryable<OpenIddictEntityFrameworkCoreAuthorization> grants, CancellationToken cancellationToken) =>
        grants.ExecuteUpdateAsync(row => row.SetProperty(grant => grant.Status, Statuses.Revoked), cancellationToken);

    private static string InSession(string session) => System.Text.Json.JsonSerializer.Serialize(new { sid = session });
}
