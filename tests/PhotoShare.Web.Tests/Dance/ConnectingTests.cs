using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Dance;

/// <summary>The dance as it should be.</summary>
public abstract class ConnectingTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : ConnectingTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : ConnectingTests(garnet, postgres);

    [Fact]
    public async Task Connecting_ends_with_the_account_to_be_kept_and_then_with_its_card()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();

        var question = await browser.StartConnectingAsync();
        Assert.Equal((HttpStatusCode.OK, "/connections/friendbook/keep"), (question.Status, question.Address.PathAndQuery));
        Assert.Contains("Ada Lovelace (ada)", question.Body, StringComparison.Ordinal);

        var cards = await browser.PressAsync(question, "/connections/friendbook/keep");
        Assert.Equal("/connections", cards.Address.PathAndQuery);
        Assert.Contains("Ada Lovelace (ada)", cards.Body, StringComparison.Ordinal);
        Assert.Contains("See your albums and the photos in them", cards.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_is_pushed_with_proof_key_nonce_and_consent()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();

        var pushed = Assert.Single(web.Friendbook.To("/par")).Form;
        Assert.Equal("code", pushed["response_type"]);
        Assert.Equal("S256", pushed["code_challenge_method"]);
        Assert.Equal("consent", pushed["prompt"]);
        Assert.Equal("openid profile photos.read offline_access", pushed["scope"]);
        Assert.Equal("http://localhost:5010/connections/friendbook/callback", pushed["redirect_uri"]);
        Assert.Equal(43, pushed["nonce"].Length);
        Assert.Equal(["client_id", "request_uri"], Assert.Single(web.Friendbook.To("/authorize")).Query.Keys.Order());
    }

    [Fact]
    public async Task Each_back_channel_call_has_an_assertion_of_its_own_for_this_issuer_alone()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();

        var assertions = web.Friendbook.Requests.Where(request => request.Form.ContainsKey("client_assertion"))
            .Select(request => new JsonWebToken(request.Form["client_assertion"])).ToList();
        Assert.Equal(2, assertions.Count);
        Assert.Equal(2, assertions.Select(assertion => assertion.Id).Distinct().Count());
        Assert.All(assertions, assertion =>
        {
            Assert.Equal("ES256", assertion.Alg);
            Assert.Equal([web.Friendbook.Issuer], assertion.Audiences);
            Assert.Equal(("photoshare", "photoshare"), (assertion.Issuer, assertion.Subject));
        });
    }

    [Fact]
    public async Task The_page_after_the_callback_has_no_code_and_sends_no_referrer()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();

        var question = await browser.StartConnectingAsync();

        Assert.Empty(question.Address.Query);
        Assert.Equal("no-referrer", Assert.Single(question.Headers.GetValues("Referrer-Policy")));
        Assert.True(question.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task No_token_is_in_any_byte_that_the_browser_sees_nor_in_any_address()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.ConnectedAsync();
        await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/disconnect");

        // The code comes by the front channel, and nothing else does.
        var codes = web.Friendbook.To("/token").Select(request => request.Form.GetValueOrDefault("code"));
        Assert.All(web.Friendbook.Secrets.Except(codes), secret => Assert.DoesNotContain(secret!, browser.Seen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_networks_can_be_connected_at_once()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        web.Instapic.UserName = "countess";
        using var browser = await web.SignedInAsync();
        var page = await browser.GetAsync("/connections");

        var friendbook = await browser.PressAsync(page, "/connections/friendbook/connect", follow: false);
        var instapic = await browser.PressAsync(page, "/connections/instapic/connect", follow: false);
        var second = await browser.GetAsync(instapic.Headers.Location!.AbsoluteUri);
        var first = await browser.GetAsync(friendbook.Headers.Location!.AbsoluteUri);
        await browser.PressAsync(first, "/connections/friendbook/keep");
        var cards = await browser.PressAsync(second, "/connections/instapic/keep");

        Assert.Contains("(ada)", cards.Body, StringComparison.Ordinal);
        Assert.Contains("(countess)", cards.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_name_that_is_too_long_is_cut_between_two_characters(string before)
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        web.Friendbook.UserName = before + string.Concat(Enumerable.Repeat("\U0001F600", 60));
        using var browser = await web.ConnectedAsync();

        var cards = System.Net.WebUtility.HtmlDecode((await browser.GetAsync("/connections")).Body);
        Assert.Contains($"({before}\U0001F600", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", cards, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_name_for_ever_no_database_would_take_is_refused()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        web.Friendbook.Subject = "a\0b";
        using var browser = await web.SignedInAsync();

        Ending.AssertEnded(await browser.StartConnectingAsync(), System.Net.HttpStatusCode.BadGateway, "AnswerNotTrusted");
    }

    [Fact]
    public async Task Giving_the_account_back_revokes_it_and_keeps_nothing()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();

        await browser.PressAsync(await browser.StartConnectingAsync(), "/connections/friendbook/decline");

        Assert.Equal(2, web.Friendbook.To("/revoke").Count());
        Assert.DoesNotContain("(ada)", (await browser.GetAsync("/connections")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task A_network_with_a_client_secret_and_without_pushed_requests_is_configuration(string method)
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres, configure: settings =>
        {
            settings["Networks:friendbook:ClientAuthentication"] = method;
            settings["Networks:friendbook:ClientSecret"] = "a secret+more";
            settings["Networks:friendbook:PushedAuthorization"] = "off";
        });
        using var browser = await web.ConnectedAsync();

        Assert.Empty(web.Friendbook.To("/par"));
        var redemption = Assert.Single(web.Friendbook.To("/token"));
        if (method == "client_secret_post") Assert.Equal("a secret+more", redemption.Form["client_secret"]);
        else Assert.Equal("photoshare:a+secret%2Bmore", System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(redemption.Authorization!["Basic ".Length..])));
        Assert.Contains("(ada)", (await browser.GetAsync("/connections")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_OAuth_server_is_asked_for_the_account_at_its_own_endpoint()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres, configure: settings =>
        {
            settings["Networks:friendbook:ConnectScopes"] = "photos.read";
            settings["Networks:friendbook:SubjectClaim"] = "id";
        });
        web.Friendbook.Tricks.GrantedScope = "photos.read";
        using var browser = await web.ConnectedAsync();

        Assert.Contains(web.Friendbook.Requests, request => request.Path == "/.well-known/oauth-authorization-server");
        Assert.DoesNotContain("nonce", Assert.Single(web.Friendbook.To("/par")).Form.Keys);
        Assert.Contains("(ada)", (await browser.GetAsync("/connections")).Body, StringComparison.Ordinal);
    }
}
