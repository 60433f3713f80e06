using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Data;
using PhotoShare.Web.Keys;
using PhotoShare.Web.Tests.Hosting;
using StackExchange.Redis;

namespace PhotoShare.Web.Tests.Instances;

/// <summary>Two instances of Web on one database and one Redis: what docs/instances.md says of them.</summary>
public sealed class TwoInstancesTests(GarnetServer garnet)
{
    [Fact]
    public async Task A_persons_whole_story_goes_well_though_each_request_is_answered_by_another_instance_than_the_last()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 2);
        web.LetAllAnswerInTurn();

        using var browser = await web.ConnectedAsync();
        var cards = await browser.GetAsync("/connections");
        Assert.Contains("(ada)", cards.Body, StringComparison.Ordinal);
        var ended = await browser.PressAsync(cards, "/connections/friendbook/disconnect");

        Assert.Equal("/connections/friendbook/disconnected", ended.Address.PathAndQuery);
        Assert.Contains("refused it", ended.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_first_starts_at_once_make_one_data_protection_key_and_one_signing_key()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 3);
        await using var database = await DatabaseAsync(web);

        Assert.Equal(1, await database.DataProtectionKeys.CountAsync());
        Assert.Equal(1, await database.SigningKeys.CountAsync());
        var signing = await Task.WhenAll(web.Instances.Select(instance => instance.Services.GetRequiredService<SigningKeys>().CurrentAsync(default)));
        Assert.Single(signing.Select(key => key.Key.KeyId).Distinct());
        // They may not have met in the one moment that matters; OneFirstKeyTests have them meet there.
        Assert.All(web.Instances, instance => Assert.IsType<OneFirstKey>(instance.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository));
    }

    [Fact]
    public async Task A_revocation_is_sent_by_one_of_the_instances_that_find_it_due()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 2);
        using var browser = await web.ConnectedAsync();
        var page = await browser.GetAsync("/connections");
        web.Friendbook.Tricks.Down = true;
        await browser.PressAsync(page, "/connections/friendbook/disconnect");
        web.Friendbook.Tricks.Down = false;
        web.Friendbook.Requests.Clear();

        web.Clock.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => web.Instances[i % 2].Services.GetRequiredService<Revocations>().AttemptDueAsync(default))));

        Assert.Equal(["refresh_token", "access_token"], web.Friendbook.To("/revoke").Select(request => request.Form["token_type_hint"]));
        await using var database = await DatabaseAsync(web);
        Assert.Equal(0, await database.QueuedRevocations.CountAsync());
    }

    [Fact]
    public async Task An_account_that_nobody_kept_is_given_back_once_and_no_round_of_any_instance_fails()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 2);
        using var browser = await web.SignedInAsync();
        await browser.StartConnectingAsync();
        web.Clock.Advance(PendingConnections.Lifetime);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => web.Instances[i % 2].Services.GetRequiredService<PendingConnections>().DeclineExpiredAsync(default))));

        Assert.Equal(2, web.Friendbook.To("/revoke").Count());
    }

    [Fact]
    public async Task Two_dances_of_one_person_that_end_at_once_leave_one_account_to_keep_and_nothing_forgotten()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 2);
        using var browser = await web.SignedInAsync();
        var page = await browser.GetAsync("/connections");
        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.PressAsync(page, "/connections/friendbook/connect", follow: false)));
        web.LetAllAnswerInTurn();

        var ends = await Task.WhenAll(begun.Select(one => browser.GetAsync(one.Headers.Location!.AbsoluteUri)));

        Assert.All(ends, end => Assert.Equal((HttpStatusCode.OK, "/connections/friendbook/keep"), (end.Status, end.Address.PathAndQuery)));
        await using var database = await DatabaseAsync(web);
        Assert.Equal(1, await database.PendingConnections.CountAsync());
        Assert.Equal(0, await database.QueuedRevocations.CountAsync());
        // The others' access tokens; their grant is the account's own, which is about to be kept.
        Assert.Equal(3, web.Friendbook.To("/revoke").Count(request => request.Form["token_type_hint"] == "access_token"));
    }

    [Fact]
    public async Task When_Redis_loses_the_lock_of_a_refresh_both_who_refresh_get_a_token_that_is_stored()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, together: 2);
        using var browser = await web.ConnectedAsync();
        web.Clock.Advance(TimeSpan.FromMinutes(5));
        var gate = web.Friendbook.Tricks.HoldsRefreshes = new TaskCompletionSource();
        var connection = (await web.Services.GetRequiredService<ConnectionStore>().FindAsync(web.SignIn.Subject, "friendbook", default))!;

        var first = web.TokenAsync(instance: web.Instances[0].Services);
        await UntilAsync(() => web.Friendbook.TokenCalls == 2);
        await web.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().KeyDeleteAsync($"web:refresh:{connection.Id}");
        var second = web.TokenAsync(instance: web.Instances[1].Services);
        await UntilAsync(() => web.Friendbook.TokenCalls == 3);
        gate.SetResult();

        var tokens = await Task.WhenAll(first, second);
        Assert.Single(tokens.Select(token => Assert.IsType<AccessTokenResult.Token>(token).Value).Distinct());
    }

    [Fact]
    public async Task When_Redis_comes_back_empty_people_sign_in_again_and_their_connections_are_there()
    {
        await using var empty = new GarnetServer();
        await empty.InitializeAsync();
        Assert.SkipWhen(empty.ConnectionString == garnet.ConnectionString, "ConnectionStrings__cache names the one Redis of these tests.");
        var redis = new CrowdedRedis(garnet);
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["ConnectionStrings:cache"] = redis.ConnectionString, together: 2);
        web.LetAllAnswerInTurn();
        using var browser = await web.ConnectedAsync();

        await redis.DisposeAsync();
        await using var again = new CrowdedRedis(empty, redis.Port);
        var page = await browser.GetAsync("/connections");
        for (var tries = 0; tries < 60 && page.Status == HttpStatusCode.ServiceUnavailable; tries++) page = await browser.GetAsync("/connections");

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        var cards = await browser.GetAsync("/sign-in?returnUrl=/connections");
        Assert.Contains("(ada)", cards.Body, StringComparison.Ordinal);
        Assert.IsType<AccessTokenResult.Token>(await web.TokenAsync());
    }

    private static Task<WebDatabase> DatabaseAsync(WebUnderTest web) => web.Services.GetRequiredService<IDbContextFactory<WebDatabase>>().CreateDbContextAsync();

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
