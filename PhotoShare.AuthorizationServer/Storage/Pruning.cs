using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>Forgets, once an hour, what nobody accepts any more: tokens, grants without tokens, assertion ids.</summary>
internal sealed partial class Pruning(RealmCatalog realms, CurrentRealm current, IServiceScopeFactory scopes, TimeProvider time, ILogger<Pruning> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>How long a dead token is kept: until then a code's replay ends its grant, later the code is only unknown.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var realm in realms.All) await PruneAsync(realm, stoppingToken);
        }
    }

    private async Task PruneAsync(Realm realm, CancellationToken cancellationToken)
    {
        using var _ = current.Enter(realm);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var (database, now) = (scope.ServiceProvider.GetRequiredService<RealmDatabase>(), time.GetUtcNow());
            await scope.ServiceProvider.GetRequiredService<OneTimeUses>().PruneAsync(now, cancellationToken);
            await PruneGrantsAsync(database, now.UtcDateTime, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What is left is taken up in an hour; serving goes on.
            Log.Failed(log, exception, realm.Name);
        }
    }

    // OpenIddict's own pruning compares with the machine's clock instead of the TimeProvider.
    private static async Task PruneGrantsAsync(RealmDatabase database, DateTime now, CancellationToken cancellationToken)
    {
        var before = now - Kept;
        await database.Set<OpenIddictEntityFrameworkCoreToken>()
            .Where(token => token.CreationDate < before && (token.ExpirationDate < now || token.Status != Statuses.Valid))
            .ExecuteDeleteAsync(cancellationToken);
        await database.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(grant => grant.CreationDate < before && grant.Type == AuthorizationTypes.AdHoc && grant.Tokens.Count == 0)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old tokens of the realm {Realm} could not be deleted")]
        public static partial void Failed(ILogger logger, Exception exception, string realm);
    }
}
