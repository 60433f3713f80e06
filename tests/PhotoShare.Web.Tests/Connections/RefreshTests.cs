using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Tests.Hosting;
using StackExchange.Redis;
using static PhotoShare.Web.Connections.AccessTokenResult;

namespace PhotoShare.Web.Tests.Connections;

public abstract class RefreshTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : RefreshTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : RefreshTests(garnet, postgres);

    private static readonly TimeSpan LifeOfAToken = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_living_access_token_is_given_without_a_call()
    {
        await using var web = await ConnectedAsync();
        Assert.IsType<Token>(await web.TokenAsync());
        Assert.Equal(1, web.Friendbook.TokenCalls);
    }

    [Fact]
    public async Task An_expired_access_token_is_refreshed_once_by_all_instances_together()
    {
        await using var web = await ConnectedAsync();
        var others = new[] { web.StartInstance(), web.StartInstance() };
        web.Clock.Advance(LifeOfAToken);
        web.Friendbook.Tricks.Rotates = true;

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => web.TokenAsync(instance: i % 3 == 0 ? web.Services : others[i % 3 - 1].Services)));

        Assert.Single(results.Select(result => Assert.IsType<Token>(result).Value).Distinct());
        Assert.Equal(2, web.Friendbook.TokenCalls);
    }

    [Fact]
    public async Task A_rotated_refresh_token_takes_the_place_of_the_old_one()
    {
        await using var web = await ConnectedAsync();
        web.Friendbook.Tricks.Rotates = true;
        for (var i = 0; i < 3; i++)
        {
            web.Clock.Advance(LifeOfAToken);
            Assert.IsType<Token>(await web.TokenAsync());
        }
        Assert.Equal(3, Refreshes(web).Distinct().Count());
    }

    [Fact]
    public async Task A_refresh_whose_answer_was_lost_is_repeated_with_the_same_refresh_token()
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        web.Friendbook.Tricks.LosesNextRefreshAnswer = true;

        Assert.IsType<Unavailable>(await web.TokenAsync());
        var token = Assert.IsType<Token>(await web.TokenAsync());

        Assert.True(web.Friendbook.IsLive(token.Value));
        Assert.Equal(2, Refreshes(web).Count());
        Assert.Single(Refreshes(web).Distinct());
    }

    [Fact]
    public async Task The_lock_of_an_instance_that_was_killed_runs_out()
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        var connection = (await web.Services.GetRequiredService<ConnectionStore>().FindAsync(web.SignIn.Subject, "friendbook", default))!;
        await web.Services.GetRequiredService<RefreshLocks>().TryTakeAsync(connection.Id);
        // As if its time were nearly over: what is tested is that nobody but time has to release it.
        await web.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().KeyExpireAsync($"web:refresh:{connection.Id}", TimeSpan.FromMilliseconds(300));

        Assert.IsType<Token>(await web.TokenAsync());
    }

    [Fact]
    public async Task An_instance_killed_in_the_middle_of_a_refresh_costs_no_connection()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        using var killed = await web.StartProcessAsync();
        web.Friendbook.EndAccessTokens();
        var gate = web.Friendbook.Tricks.HoldsRefreshes = new TaskCompletionSource();
        using var network = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(killed.Address, "/connections/friendbook/albums"));
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(new Uri(WebUnderTest.Address)));
        var page = network.SendAsync(request, default);
        while (!Refreshes(web).Any())
        {
            Assert.False(page.IsCompleted, "The page came before the refresh.");
            await Task.Delay(20);
        }

        await killed.KillAsync();
        gate.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => page);

        // Its lock is still there, and runs out by itself.
        var cache = web.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        var connection = (await web.Services.GetRequiredService<ConnectionStore>().FindAsync(web.SignIn.Subject, "friendbook", default))!;
        Assert.InRange((await cache.KeyTimeToLiveAsync($"web:refresh:{connection.Id}"))!.Value, TimeSpan.Zero, RefreshLocks.Expiry);
        await cache.KeyExpireAsync($"web:refresh:{connection.Id}", TimeSpan.FromMilliseconds(300));
        web.Clock.Advance(LifeOfAToken);
        Assert.IsType<Token>(await web.TokenAsync());
        Assert.Single(Refreshes(web).Distinct());
    }

    [Fact]
    public async Task Invalid_grant_means_reconnect_and_loses_nothing_else()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        await browser.ConnectAsync("instapic");
        web.Friendbook.RevokeEverything();
        web.Clock.Advance(LifeOfAToken);

        Assert.IsType<ReconnectNeeded>(await web.TokenAsync());
        Assert.IsType<ReconnectNeeded>(await web.TokenAsync());

        Assert.Single(Refreshes(web));
        Assert.IsType<Token>(await web.TokenAsync("instapic"));
        var cards = (await browser.GetAsync("/connections")).Body;
        Assert.Contains("Reconnect needed", cards, StringComparison.Ordinal);
        Assert.Contains("(ada)", cards, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reconnect_makes_the_same_connection_work_again()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        web.Friendbook.RevokeEverything();
        web.Clock.Advance(LifeOfAToken);
        await web.TokenAsync();

        await browser.ConnectAsync();

        var token = Assert.IsType<Token>(await web.TokenAsync());
        Assert.True(web.Friendbook.IsLive(token.Value));
        Assert.Empty(web.Friendbook.To("/revoke"));
    }

    [Fact]
    public async Task A_consent_that_was_taken_back_means_reconnect()
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        web.Friendbook.Tricks.TokenError = "invalid_scope";
        Assert.IsType<ReconnectNeeded>(await web.TokenAsync());
    }

    [Theory]
    [InlineData("invalid_client")]
    [InlineData("temporarily_unavailable")]
    [InlineData("Very Strange \"thing\"")]
    public async Task Any_other_error_gives_nothing_up(string error)
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        web.Friendbook.Tricks.TokenError = error;
        Assert.IsType<Unavailable>(await web.TokenAsync());

        web.Friendbook.Tricks.TokenError = null;
        Assert.IsType<Token>(await web.TokenAsync());
    }

    [Fact]
    public async Task A_server_that_is_down_costs_no_connection()
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        web.Friendbook.Tricks.Down = true;
        Assert.IsType<Unavailable>(await web.TokenAsync());

        web.Friendbook.Tricks.Down = false;
        Assert.IsType<Token>(await web.TokenAsync());
    }

    [Fact]
    public async Task A_token_that_the_API_refused_is_not_given_again()
    {
        await using var web = await ConnectedAsync();
        var first = Assert.IsType<Token>(await web.TokenAsync());
        var second = Assert.IsType<Token>(await web.TokenAsync(refused: first.Value));
        Assert.NotEqual(first.Value, second.Value);

        web.Friendbook.RevokeEverything();
        Assert.IsType<ReconnectNeeded>(await web.TokenAsync(refused: second.Value));
    }

    [Fact]
    public async Task A_refresh_that_comes_back_after_the_disconnect_brings_nothing_back()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Clock.Advance(LifeOfAToken);
        var gate = web.Friendbook.Tricks.HoldsRefreshes = new TaskCompletionSource();
        var late = web.TokenAsync();
        while (web.Friendbook.TokenCalls < 2) await Task.Yield();
        // Straight to the row, as another instance of Web would: the button itself waits for the refresh.
        await using (var database = await web.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PhotoShare.Web.Data.WebDatabase>>().CreateDbContextAsync())
        {
            database.Connections.RemoveRange(database.Connections);
            await database.SaveChangesAsync();
        }
        gate.SetResult();

        Assert.IsType<Unavailable>(await late);
        Assert.IsType<NotConnected>(await web.TokenAsync());
    }

    [Fact]
    public async Task No_token_can_be_read_in_the_database()
    {
        await using var web = await ConnectedAsync();
        web.Clock.Advance(LifeOfAToken);
        await web.TokenAsync();

        var bytes = await web.StoredAsync();
        Assert.Contains("friendbook", bytes, StringComparison.Ordinal);
        Assert.All(web.Friendbook.Secrets, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_of_one_connection_can_not_be_read_as_those_of_another()
    {
        await using var web = await ConnectedAsync();
        var protection = web.Services.GetRequiredService<TokenProtection>();
        var stored = protection.Protect(Guid.CreateVersion7(), new TokenSet("token", null, null));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => protection.Unprotect(Guid.CreateVersion7(), stored));
    }

    private static IEnumerable<string> Refreshes(WebUnderTest web) =>
        web.Friendbook.To("/token").Where(request => request.Form["grant_type"] == "refresh_token").Select(request => request.Form["refresh_token"]);

    private async Task<WebUnderTest> ConnectedAsync()
    {
        var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        (await web.ConnectedAsync()).Dispose();
        return web;
    }
}
