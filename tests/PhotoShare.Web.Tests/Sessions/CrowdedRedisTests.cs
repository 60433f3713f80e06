using System.Net;
using PhotoShare.Web.Sessions;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Sessions;

/// <summary>Redis goes away and comes back; Redis is full.</summary>
public sealed class CrowdedRedisTests(GarnetServer garnet)
{
    [Fact]
    public async Task When_Redis_is_back_pages_are_back_without_a_restart()
    {
        var redis = new CrowdedRedis(garnet);
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["ConnectionStrings:cache"] = redis.ConnectionString);
        using var browser = await web.SignedInAsync();

        await redis.DisposeAsync();
        var without = await browser.GetAsync("/connections");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, without.Status);
        Assert.Contains("PhotoShare cannot tell who you are", without.Body, StringComparison.Ordinal);

        await using var again = new CrowdedRedis(garnet, redis.Port);
        var with = without;
        for (var tries = 0; tries < 60 && with.Status != HttpStatusCode.OK; tries++) with = await browser.GetAsync("/connections");
        Assert.Equal(HttpStatusCode.OK, with.Status);
    }

    [Fact]
    public async Task While_Redis_is_full_a_sign_in_is_refused_with_a_page_that_says_so()
    {
        await using var redis = new CrowdedRedis(garnet);
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["ConnectionStrings:cache"] = redis.ConnectionString);
        using var browser = web.NewBrowser();

        redis.IsFull = true;
        var page = await browser.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("PhotoShare is full at the moment", page.Body, StringComparison.Ordinal);
        redis.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in?returnUrl=/connections")).Status);
    }

    [Fact]
    public async Task While_Redis_is_full_nobody_is_signed_out_and_sessions_are_lengthened_afterwards()
    {
        await using var redis = new CrowdedRedis(garnet);
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["ConnectionStrings:cache"] = redis.ConnectionString);
        using var browser = await web.SignedInAsync();

        // Past its half, a session is lengthened by each request.
        web.Clock.Advance(SessionCookie.Lifetime * 0.6);
        redis.IsFull = true;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/connections")).Status);
        Assert.Contains(web.Log, line => line.Contains("Redis has no room to lengthen a session", StringComparison.Ordinal));
        redis.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/connections")).Status);

        web.Clock.Advance(SessionCookie.Lifetime * 0.6);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/connections")).Status);
    }
}
