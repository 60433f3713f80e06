using System.Net;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.SignIn;

namespace PhotoShare.AuthorizationServer.Tests.SignIn;

public sealed class ThrottleTests
{
    private static readonly Realm Realm = new() { Name = "sea", FailureFactor = 5, WaitIncrement = TimeSpan.FromSeconds(60), MaxFailureWait = TimeSpan.FromSeconds(180), MaxDeltaTime = TimeSpan.FromHours(1) };
    private static readonly SignInSource Stranger = new("203.0.113.1", IsTrusted: false);
    private static readonly SignInSource Owner = new("the owner's browser", IsTrusted: true);

    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly SignInThrottle throttle;

    public ThrottleTests() => throttle = new SignInThrottle(time);

    [Fact]
    public void After_the_free_failures_one_waits_longer_each_time_and_never_longer_than_the_most()
    {
        Fail(5, "ada", Stranger);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            var wait = throttle.Begin(Realm, "ada", Stranger)!.Value;
            waits.Add(wait);
            time.Advance(wait);
            Assert.Null(throttle.Begin(Realm, "ada", Stranger));
        }

        Assert.Equal(TimeSpan.FromSeconds(60), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(120), waits[5]);
        Assert.Equal(Realm.MaxFailureWait, waits.Max());
    }

    [Fact]
    public void Tries_while_one_waits_do_not_make_it_longer()
    {
        Fail(5, "ada", Stranger);
        for (var i = 0; i < 100; i++) Assert.NotNull(throttle.Begin(Realm, "ada", Stranger));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(throttle.Begin(Realm, "ada", Stranger));
    }

    [Fact]
    public void Strangers_never_keep_the_owner_out()
    {
        for (var i = 0; i < 1000; i++) throttle.Begin(Realm, "ada", new SignInSource($"198.51.100.{i}", IsTrusted: false));
        Assert.NotNull(throttle.Begin(Realm, "ada", new SignInSource("another stranger", IsTrusted: false)));
        Assert.Null(throttle.Begin(Realm, "ada", Owner));
    }

    [Fact]
    public void Whoever_comes_from_a_new_address_waits_no_longer_than_a_minute_for_what_strangers_did()
    {
        for (var i = 0; i < 1000; i++) throttle.Begin(Realm, "ada", new SignInSource($"198.51.100.{i}", IsTrusted: false));
        Assert.True(throttle.Begin(Realm, "ada", new SignInSource("new", IsTrusted: false)) <= Realm.WaitIncrement);
    }

    [Fact]
    public void One_address_that_tries_many_accounts_is_slowed_down()
    {
        for (var i = 0; i < 25; i++) Assert.Null(throttle.Begin(Realm, $"person-{i}", Stranger));
        Assert.NotNull(throttle.Begin(Realm, "person-26", Stranger));
    }

    [Fact]
    public void Account_of_ones_own_does_not_make_guessing_at_others_free()
    {
        for (var i = 0; i < 25; i++)
        {
            if (throttle.Begin(Realm, $"person-{i}", Stranger) is not null) return;
            if (throttle.Begin(Realm, "own", Stranger) is null) throttle.Succeeded(Realm, "own", Stranger);
        }

        Assert.NotNull(throttle.Begin(Realm, "person-26", Stranger));
    }

    [Fact]
    public void Success_begins_the_count_anew()
    {
        Fail(4, "ada", Stranger);
        Assert.Null(throttle.Begin(Realm, "ada", Stranger));
        throttle.Succeeded(Realm, "ada", Stranger);
        Fail(5, "ada", Stranger);
    }

    [Fact]
    public void Realms_and_time_begin_the_count_anew()
    {
        Fail(5, "ada", Stranger);
        Assert.Null(throttle.Begin(Realm with { Name = "lake" }, "ada", Stranger));
        time.Advance(Realm.MaxDeltaTime);
        Fail(5, "ada", Stranger);
    }

    [Fact]
    public async Task Too_many_tries_get_429_with_Retry_After_and_many_at_once_count_as_many()
    {
        await using var server = new PeopleServer();
        var browser = server.Browser();
        await browser.GetAsync(Browser.SignInUrl());
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.SignInAsync("ben", "wrong")));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(60), refused.Headers.RetryAfter!.Delta);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync("ben")).StatusCode);
        server.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("ben")).StatusCode);
    }

    [Fact]
    public async Task Browser_that_signed_in_before_is_not_kept_out_by_tries_of_others_from_its_address()
    {
        await using var server = new PeopleServer();
        var owner = server.Browser();
        Assert.Equal(HttpStatusCode.SeeOther, (await owner.SignInAsync()).StatusCode);
        var stranger = server.Browser();
        for (var i = 0; i < 6; i++) await stranger.SignInAsync("ada", "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.SignInAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await owner.SignInAsync()).StatusCode);
    }

    private void Fail(int times, string username, SignInSource source)
    {
        for (var i = 0; i < times; i++) Assert.Null(throttle.Begin(Realm, username, source));
    }
}
