using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>What a person agreed to before, for each client: one permanent authorization in OpenIddict's table.</summary>
/// <remarks>
/// Tokens hang on authorizations of their own, one for each grant: that a grant ends because its code was replayed is no reason to
/// forget what the person said.
/// </remarks>
internal sealed class RememberedConsents(RealmDatabase database, TimeProvider time)
{
    /// <summary>The scopes that the person granted the client.</summary>
    public async Task<ImmutableHashSet<string>> FindAsync(string subject, RealmClient client, CancellationToken cancellationToken)
    {
        var rows = await Of(subject, client).Select(row => row.Scopes).ToListAsync(cancellationToken);
        return [.. rows.SelectMany(scopes => JsonSerializer.Deserialize<string[]>(scopes ?? "[]")!)];
    }

    /// <summary>Adds to what the person granted the client.</summary>
    public async Task RememberAsync(string subject, RealmClient client, IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var all = JsonSerializer.Serialize((await FindAsync(subject, client, cancellationToken)).Union(scopes).Order(StringComparer.Ordinal));
        if (await Of(subject, client).ExecuteUpdateAsync(row => row.SetProperty(consent => consent.Scopes, all), cancellationToken) > 0) return;

        database.Add(new OpenIddictEntityFrameworkCoreAuthorization
        {
            Application = await database.FindAsync<OpenIddictEntityFrameworkCoreApplication>([client.ClientId], cancellationToken),
            CreationDate = time.GetUtcNow().UtcDateTime,
            Scopes = all,
            Status = Statuses.Valid,
            Subject = subject,
            Type = AuthorizationTypes.Permanent,
        });
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Forgets what the person granted the client: the next request asks again.</summary>
    /// <returns>How many rows that were: none, where nothing was granted.</returns>
    public Task<int> ForgetAsync(string subject, string clientId, CancellationToken cancellationToken) =>
        Of(subject, clientId).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<OpenIddictEntityFrameworkCoreAuthorization> Of(string subject, RealmClient client) => Of(subject, client.ClientId);

    private IQueryable<OpenIddictEntityFrameworkCoreAuthorization> Of(string subject, string clientId) =>
        database.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row =>
            row.Subject == subject && row.Application!.Id == clientId && row.Type == AuthorizationTypes.Permanent && row.Status == Statuses.Valid);
}
