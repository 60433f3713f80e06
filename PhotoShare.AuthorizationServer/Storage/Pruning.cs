using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>Forgets, once an hour, what nobody accepts any more: tokens, grants without tokens, assertion ids.</summary>
internal sealed partial class Pruning(RealmCatalog realms, CurrentRealm current, IServiceScopeFactory scopes, TimeProvider time, ILogger<Pruning> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>How long a dead token is kept: a replay is noticed as one, and not only as something unknown.</summary>
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
            var (services, now) = (scope.ServiceProvider, time.GetUtcNow());
            await services.GetRequiredService<OneTimeUses>().PruneAsync(now, cancellationToken);
            await services.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(now - Kept, cancellationToken);
            await services.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(now - Kept, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What is left is taken up in an hour; serving goes on.
            Log.Failed(log, exception, realm.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old tokens of the realm {Realm} could not be deleted")]
        public static partial void Failed(ILogger logger, Exception exception, string realm);
    }
}
