using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Data;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Connections;

public abstract class DisconnectTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : DisconnectTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : DisconnectTests(garnet, postgres);

    [Fact]
    public async Task Disconnecting_revokes_both_tokens_and_shows_how_soon_the_old_one_was_refused()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();

        var page = await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/disconnect");

        Assert.Equal("/connections/friendbook/disconnected", page.Address.PathAndQuery);
        Assert.Contains("refused it", page.Body, StringComparison.Ordinal);
        Assert.Equal(["refresh_token", "access_token"], web.Friendbook.To("/revoke").Select(request => request.Form["token_type_hint"]));
        Assert.Equal(["albums", "albums"], web.Friendbook.To("/api/albums").Select(request => request.Path[5..]));
        Assert.IsType<AccessTokenResult.NotConnected>(await web.TokenAsync());
        Assert.Equal(0, await QueuedAsync(web));
    }

    [Fact]
    public async Task The_proof_is_made_with_a_token_that_lived_until_then()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Clock.Advance(TimeSpan.FromMinutes(5));

        await browser.PressAsync(page, "/connections/friendbook/disconnect");

        Assert.Equal(2, web.Friendbook.TokenCalls);
        Assert.Equal(2, web.Friendbook.To("/api/albums").Count());
    }

    [Fact]
    public async Task With_the_network_down_it_is_deleted_here_and_revoked_when_the_network_is_back()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Friendbook.Tricks.Down = true;

        var outcome = await browser.PressAsync(page, "/connections/friendbook/disconnect");
        Assert.Contains("did not confirm", outcome.Body, StringComparison.Ordinal);
        Assert.IsType<AccessTokenResult.NotConnected>(await web.TokenAsync());
        Assert.Equal(1, await QueuedAsync(web));

        web.Friendbook.Tricks.Down = false;
        web.Clock.Advance(TimeSpan.FromMinutes(2));
        await web.Services.GetRequiredService<Revocations>().AttemptDueAsync(default);
        Assert.Equal(0, await QueuedAsync(web));
        Assert.All(web.Friendbook.Secrets, secret => Assert.False(web.Friendbook.IsLive(secret)));
    }

    [Fact]
    public async Task What_waits_to_be_revoked_does_not_end_a_connection_that_was_made_meanwhile()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Friendbook.Tricks.Down = true;
        await browser.PressAsync(page, "/connections/friendbook/disconnect");
        web.Friendbook.Tricks.Down = false;
        await browser.ConnectAsync();

        web.Clock.Advance(TimeSpan.FromMinutes(2));
        await web.Services.GetRequiredService<Revocations>().AttemptDueAsync(default);

        Assert.Equal(0, await QueuedAsync(web));
        Assert.True(web.Friendbook.IsLive(Assert.IsType<AccessTokenResult.Token>(await web.TokenAsync()).Value));
    }

    [Fact]
    public async Task Connecting_twice_before_keeping_does_not_end_the_grant_that_is_kept()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();
        await browser.StartConnectingAsync();
        await browser.ConnectAsync();

        web.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(web.Friendbook.IsLive(Assert.IsType<AccessTokenResult.Token>(await web.TokenAsync()).Value));
        Assert.Equal(0, await QueuedAsync(web));
    }

    [Fact]
    public async Task What_nobody_confirms_is_given_up_after_a_week()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Friendbook.Tricks.Down = true;
        await browser.PressAsync(page, "/connections/friendbook/disconnect");

        web.Clock.Advance(TimeSpan.FromDays(8));
        await web.Services.GetRequiredService<Revocations>().AttemptDueAsync(default);

        Assert.Equal(0, await QueuedAsync(web));
    }

    [Fact]
    public async Task An_account_that_nobody_keeps_in_time_is_given_back()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();
        var question = await browser.StartConnectingAsync();
        web.Clock.Advance(PendingConnections.Lifetime);

        await web.Services.GetRequiredService<PendingConnections>().DeclineExpiredAsync(default);
        var page = await browser.PressAsync(question, "/connections/friendbook/keep");

        Assert.DoesNotContain("(ada)", page.Body, StringComparison.Ordinal);
        Assert.Equal(2, web.Friendbook.To("/revoke").Count());
    }

    [Fact]
    public async Task Another_account_in_the_place_of_the_first_ends_the_first()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        (web.Friendbook.Subject, web.Friendbook.UserName) = ("another-account", "countess");

        var question = await browser.StartConnectingAsync();
        Assert.Contains("(ada)", question.Body, StringComparison.Ordinal);
        var cards = await browser.PressAsync(question, "/connections/friendbook/keep");

        Assert.Contains("(countess)", cards.Body, StringComparison.Ordinal);
        Assert.Equal(2, web.Friendbook.To("/revoke").Count());
        Assert.True(web.Friendbook.IsLive(Assert.IsType<AccessTokenResult.Token>(await web.TokenAsync()).Value));
    }

    private static async Task<int> QueuedAsync(WebUnderTest web)
    {
        await using var database = await web.Services.GetRequiredService<IDbContextFactory<WebDatabase>>().CreateDbContextAsync();
        return await database.QueuedRevocations.CountAsync();
    }
}
