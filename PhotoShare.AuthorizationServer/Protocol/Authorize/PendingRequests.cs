using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>Authorization requests, pushed (RFC 9126) or kept by us, from their first visit to their answer.</summary>
/// <remarks>
/// A <c>request_uri</c> lives as long as the realm says until a browser opens it, which happens once. From then on it belongs to that
/// browser, and the person has <see cref="TimeToAnswer"/>. The answer uses it up. Each step is one conditional SQL statement.
/// </remarks>
internal sealed class PendingRequests(RealmDatabase database, TimeProvider time)
{
    /// <summary>How long a person may take to sign in and decide; Keycloak's <c>accessCodeLifespanLogin</c>.</summary>
    public static readonly TimeSpan TimeToAnswer = TimeSpan.FromMinutes(30);

    /// <summary>Opens the request in this browser, or goes on with it there.</summary>
    public async Task<Opening> OpenAsync(string id, string browser, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(browser)));
        var properties = JsonSerializer.Serialize(new PendingRequest(hash));
        var until = time.GetUtcNow().Add(TimeToAnswer).UtcDateTime;
        var opened = await Valid(id).Where(row => row.Properties == null).ExecuteUpdateAsync(row => row
            .SetProperty(request => request.Properties, properties)
            .SetProperty(request => request.ExpirationDate, until), cancellationToken);
        if (opened == 1) return Opening.First;
        return (await FindAsync(id, cancellationToken))?.Browser == hash ? Opening.Again : Opening.Refused;
    }

    /// <summary>The request, if it has been opened and not answered.</summary>
    public async Task<PendingRequest?> FindAsync(string id, CancellationToken cancellationToken) =>
        await Valid(id).Select(row => row.Properties).SingleOrDefaultAsync(cancellationToken) is { } properties
            ? JsonSerializer.Deserialize<PendingRequest>(properties)
            : null;

    /// <summary>Remembers that the person is sent to sign in, and in which session they were.</summary>
    public Task NotePromptAsync(string id, PendingRequest request, string? session, CancellationToken cancellationToken)
    {
        var properties = JsonSerializer.Serialize(request with { SessionAtPrompt = session ?? "" });
        return Valid(id).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Properties, properties), cancellationToken);
    }

    /// <summary>Uses the request up.</summary>
    /// <returns>Whether it had not been answered before.</returns>
    public async Task<bool> CloseAsync(string id, CancellationToken cancellationToken) =>
        await Valid(id).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Status, Statuses.Redeemed), cancellationToken) == 1;

    private IQueryable<OpenIddictEntityFrameworkCoreToken> Valid(string id) =>
        database.Set<OpenIddictEntityFrameworkCoreToken>().Where(row => row.Id == id && row.Status == Statuses.Valid);
}

/// <summary>What came of a browser's coming with a request.</summary>
internal enum Opening
{
    /// <summary>It was used up, or belongs to another browser.</summary>
    Refused,

    /// <summary>Nobody had opened it: it is this browser's from now on.</summary>
    First,

    /// <summary>This browser goes on with it.</summary>
    Again,
}
