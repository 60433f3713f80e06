using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Consent;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Authorize;
using PhotoShare.AuthorizationServer.Protocol.Tokens;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.OwnAccount;

/// <summary>The clients that a person let in: those they said yes to, and those that hold a refresh token for them.</summary>
internal sealed class ConnectedApplications(RealmDatabase database, RememberedConsents consents, Grants grants, CurrentRealm current, TimeProvider time)
{
    /// <summary>What the person let in, by name.</summary>
    public async Task<ImmutableArray<ConnectedApplication>> FindAsync(string subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // A grant without a refresh token is one sign-in: it ends by itself within minutes, and nobody takes it back.
        var rows = await database.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(row => row.Subject == subject && row.Status == Statuses.Valid && row.Application != null && (row.Type == AuthorizationTypes.Permanent
                || row.Tokens.Any(token => token.Type == TokenTypeIdentifiers.RefreshToken && token.Status == Statuses.Valid && (token.ExpirationDate == null || token.ExpirationDate > now))))
            .Select(row => new Row(row.Application!.Id!, row.Scopes, row.CreationDate))
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.ClientId, StringComparer.Ordinal).Select(Describe)
                .OrderBy(application => application.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(application => application.ClientId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Forgets what the person agreed to, and ends every grant of the client for this person with all its tokens, at once.</summary>
    /// <returns>Whether there was anything to end.</returns>
    public async Task<bool> RemoveAsync(string subject, string clientId, CancellationToken cancellationToken)
    {
        // The yes goes first: without it no new grant comes about behind our back.
        var forgotten = await consents.ForgetAsync(subject, clientId, cancellationToken);
        return await grants.EndOfClientAsync(subject, clientId, cancellationToken) + forgotten > 0;
    }

    private ConnectedApplication Describe(IGrouping<string, Row> rows)
    {
        var realm = current.Value;
        // A client or scope that left the realm file may still hold a grant; such a client goes by its id, such a scope means nothing.
        var scopes = rows.SelectMany(row => JsonSerializer.Deserialize<string[]>(row.Scopes ?? "[]")!).Distinct(StringComparer.Ordinal).Select(realm.FindScope).OfType<Realms.ClientScope>();
        return new ConnectedApplication(rows.Key, realm.FindClient(rows.Key)?.Name ?? rows.Key)
        {
            Since = rows.Min(row => row.CreatedAt) is { } first ? new DateTimeOffset(first, TimeSpan.Zero) : null,
            Scopes = ConsentScope.Of(scopes, ImmutableHashSet<string>.Empty),
        };
    }

    // Scopes: a JSON array of strings, as OpenIddict keeps them; the time is in UTC.
    private sealed record Row(string ClientId, string? Scopes, DateTime? CreatedAt);
}
