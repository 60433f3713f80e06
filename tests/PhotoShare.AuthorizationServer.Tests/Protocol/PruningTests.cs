using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>What nobody accepts any more is forgotten; what still counts is not.</summary>
public sealed class PruningTests
{
    [Fact]
    public async Task Dead_tokens_go_and_living_grants_and_consents_stay()
    {
        using var server = new ServerFixture();
        var (dead, alive) = (server.Dance(), server.Dance(TestRealm.Other));
        await dead.TokensAsync();
        var offline = await alive.TokensAsync("openid photos.read offline_access");

        server.Time.Advance(TimeSpan.FromDays(3));
        await WaitForAsync(() => CountAsync(server, TestRealm.Gallery), 0);
        (await alive.RefreshAsync(offline["refresh_token"]!)).Succeeded();
        Assert.True(await CountAsync(server, TestRealm.Other) > 0);
    }

    private static async Task<int> CountAsync(ServerFixture server, string realm)
    {
        using var _ = server.Services.GetRequiredService<CurrentRealm>().Enter(server.Services.GetRequiredService<RealmCatalog>().Find(realm)!);
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<RealmDatabase>();
        return await database.Set<OpenIddictEntityFrameworkCoreToken>().CountAsync() + await database.Set<OneTimeUse>().CountAsync();
    }

    private static async Task WaitForAsync(Func<Task<int>> actual, int expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await actual() != expected) await Task.Delay(50, limit.Token);
    }
}
