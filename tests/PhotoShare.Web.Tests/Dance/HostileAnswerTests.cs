using System.Net;
using PhotoShare.Web.Tests.Hosting;
using static PhotoShare.Web.Tests.Dance.Ending;

namespace PhotoShare.Web.Tests.Dance;

/// <summary>What the client refuses, by the numbers of the threats. Each ends at a clean address, with nothing connected.</summary>
public sealed class HostileAnswerTests(GarnetServer garnet)
{
    [Fact] // 4
    public async Task A_code_of_another_dance_connects_nothing()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var victim = await web.SignedInAsync("victim");
        var victimsAnswer = await AnswerAsync(victim);
        var stolen = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(victimsAnswer.Query)["code"].ToString();
        web.Friendbook.Tricks.InjectedCode = stolen;
        using var attacker = await web.SignedInAsync("attacker");

        var page = await attacker.StartConnectingAsync();

        AssertEnded(page, HttpStatusCode.BadRequest, "CodeExpiredOrUsed");
        await AssertNothingConnectedAsync(attacker);
    }

    [Fact] // 12
    public async Task Another_browser_can_not_finish()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync("ada");
        var answer = await AnswerAsync(browser);
        using var other = await web.SignedInAsync("ada");

        AssertEnded(await other.GetAsync(answer.AbsoluteUri), HttpStatusCode.BadRequest, "StateLost");
        Assert.Equal(0, web.Friendbook.TokenCalls);
    }

    [Fact] // 13
    public async Task A_dance_starts_by_a_form_of_our_own_only()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();

        Assert.Contains((await browser.GetAsync("/connections/friendbook/connect", follow: false)).Status, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/connections/friendbook/connect", [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/connections/friendbook/connect", new() { ["__RequestVerificationToken"] = "forged" })).Status);
        Assert.Empty(web.Friendbook.Requests);
    }

    [Fact] // 14
    public async Task Who_starts_must_be_who_finishes()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync("ada");
        var answer = await AnswerAsync(browser);
        await browser.PressAsync(await browser.GetAsync("/connections"), "/sign-out");
        web.SignIn.Subject = "ben";
        await browser.GetAsync("/sign-in");

        AssertEnded(await browser.GetAsync(answer.AbsoluteUri), HttpStatusCode.Forbidden, "StartedByAnotherPerson");
        Assert.Equal(0, web.Friendbook.TokenCalls);
    }

    [Theory] // 15
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:1", "access_denied")]
    public async Task A_wrong_or_missing_issuer_ends_the_dance_before_the_token_endpoint_is_called(string? iss, string? error)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        (web.Friendbook.Tricks.Iss, web.Friendbook.Tricks.OmitsIss, web.Friendbook.Tricks.AuthorizationError) = (iss, iss is null, error);
        using var browser = await web.SignedInAsync();

        AssertEnded(await browser.StartConnectingAsync(), HttpStatusCode.BadRequest, "AnswerNotTrusted");
        Assert.Equal(0, web.Friendbook.TokenCalls);
    }

    [Fact] // 15
    public async Task A_server_that_does_not_promise_an_issuer_need_not_send_one()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        (web.Friendbook.Tricks.AdvertisesIss, web.Friendbook.Tricks.OmitsIss) = (false, true);
        using var browser = await web.SignedInAsync();
        Assert.Equal("/connections/friendbook/keep", (await browser.StartConnectingAsync()).Address.PathAndQuery);
    }

    [Fact] // 16
    public async Task The_answer_of_one_network_is_refused_at_the_callback_of_another()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await AnswerAsync(browser);

        var page = await browser.GetAsync(answer.AbsoluteUri.Replace("/friendbook/", "/instapic/", StringComparison.Ordinal));

        AssertEnded(page, HttpStatusCode.BadRequest, "StateLost", "instapic");
        Assert.Equal(0, web.Friendbook.TokenCalls + web.Instapic.TokenCalls);
    }

    [Fact] // 17
    public async Task Metadata_of_another_issuer_ends_the_dance_before_anything_is_sent()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.MetadataIssuer = "http://127.0.0.1:1";
        using var browser = await web.SignedInAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.StartConnectingAsync()).Status);
        Assert.Empty(web.Friendbook.To("/par"));
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await AnswerAsync(browser);
        await browser.GetAsync(answer.AbsoluteUri);

        AssertEnded(await browser.GetAsync(answer.AbsoluteUri), HttpStatusCode.BadRequest, "StateLost");
        Assert.Equal(1, web.Friendbook.TokenCalls);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("iss")]
    [InlineData("code")]
    public async Task A_parameter_that_is_there_twice_ends_the_dance(string name)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await AnswerAsync(browser);

        AssertEnded(await browser.GetAsync($"{answer.AbsoluteUri}&{name}=again"), HttpStatusCode.BadRequest, "AnswerNotTrusted");
        Assert.Equal(0, web.Friendbook.TokenCalls);
    }

    [Fact]
    public async Task A_session_that_ended_on_the_way_is_told_at_an_address_without_the_code()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var answer = await AnswerAsync(browser);
        browser.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]!.Expired = true;

        AssertEnded(await browser.GetAsync(answer.AbsoluteUri), HttpStatusCode.Unauthorized, "SessionExpired");
        Assert.Equal(0, web.Friendbook.TokenCalls);
    }

    [Fact]
    public async Task Saying_no_is_told_calmly()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.AuthorizationError = "access_denied";
        using var browser = await web.SignedInAsync();
        AssertEnded(await browser.StartConnectingAsync(), HttpStatusCode.Forbidden, "ConsentDenied");
    }

    [Theory]
    [InlineData("invalid_grant", HttpStatusCode.BadRequest, "CodeExpiredOrUsed")]
    [InlineData("invalid_client", HttpStatusCode.BadGateway, "ServerRefusedUs")]
    [InlineData("temporarily_unavailable", HttpStatusCode.ServiceUnavailable, "ServerUnavailable")]
    public async Task An_error_of_the_token_endpoint_has_its_page(string error, HttpStatusCode status, string problem)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.TokenError = error;
        using var browser = await web.SignedInAsync();
        AssertEnded(await browser.StartConnectingAsync(), status, problem);
    }

    [Fact]
    public async Task A_redemption_whose_answer_is_lost_is_not_made_again()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.DropsRedemptions = true;
        using var browser = await web.SignedInAsync();

        AssertEnded(await browser.StartConnectingAsync(), HttpStatusCode.ServiceUnavailable, "ServerUnavailable");
        Assert.Equal(1, web.Friendbook.TokenCalls);
    }

    [Fact] // 40
    public async Task A_redirect_of_the_token_endpoint_is_not_followed()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.RedirectsTokenCallsTo = $"{web.Instapic.Issuer}/token";
        using var browser = await web.SignedInAsync();

        AssertEnded(await browser.StartConnectingAsync(), HttpStatusCode.ServiceUnavailable, "ServerUnavailable");
        Assert.Equal(0, web.Instapic.TokenCalls);
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_with_503()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.Friendbook.Tricks.Down = true;
        using var browser = await web.SignedInAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.StartConnectingAsync()).Status);
    }

    [Fact]
    public async Task An_account_of_another_person_is_refused_and_stays_theirs()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var ada = await web.ConnectedAsync("ada");
        using var ben = await web.SignedInAsync("ben");

        AssertEnded(await ben.StartConnectingAsync(), HttpStatusCode.Conflict, "AccountOfAnotherPerson");

        await AssertNothingConnectedAsync(ben);
        web.SignIn.Subject = "ada";
        var token = Assert.IsType<PhotoShare.Web.Connections.AccessTokenResult.Token>(await web.TokenAsync());
        Assert.True(web.Friendbook.IsLive(token.Value), "Giving Ben's grant back ended Ada's.");
    }

    [Fact]
    public async Task Two_who_race_for_one_account_do_not_both_get_it()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var ada = await web.SignedInAsync("ada");
        var adasQuestion = await ada.StartConnectingAsync();
        using var ben = await web.SignedInAsync("ben");
        var bensQuestion = await ben.StartConnectingAsync();

        var pages = await Task.WhenAll(ada.PressAsync(adasQuestion, "/connections/friendbook/keep"), ben.PressAsync(bensQuestion, "/connections/friendbook/keep"));

        var cards = await Task.WhenAll(ada.GetAsync("/connections"), ben.GetAsync("/connections"));
        Assert.Single(cards, page => page.Body.Contains("(ada)", StringComparison.Ordinal));
        Assert.Single(pages, page => page.Status == HttpStatusCode.Conflict);
    }
}
