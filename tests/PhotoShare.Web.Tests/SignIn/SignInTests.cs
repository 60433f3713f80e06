using System.Net;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.SignIn;

public sealed class SignInTests(GarnetServer garnet)
{
    [Fact]
    public async Task Signing_in_pushes_the_request_and_sends_nothing_but_its_handle_by_the_front_channel()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/connections")).Status);
        var pushed = Assert.Single(web.SignIn.To("/par")).Form;
        Assert.Equal("S256", pushed["code_challenge_method"]);
        Assert.Equal("http://localhost:5010/signin-oidc", pushed["redirect_uri"]);
        Assert.Equal(["client_id", "request_uri"], Assert.Single(web.SignIn.To("/authorize")).Query.Keys.Order());
        Assert.Contains("client_assertion", Assert.Single(web.SignIn.To("/token")).Form.Keys);
    }

    [Fact]
    public async Task The_session_cookie_is_a_handle_and_never_reaches_another_party()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.ConnectedAsync();

        var cookie = browser.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]!;
        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Value.Length < 500, $"{cookie.Value.Length} bytes are more than a handle.");
        Assert.All([.. web.SignIn.Requests, .. web.Friendbook.Requests], request => Assert.DoesNotContain("session", request.Cookie ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_token_of_the_sign_in_reaches_the_browser()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        await browser.PressAsync(await browser.GetAsync("/connections"), "/sign-out");

        var codes = web.SignIn.To("/token").Select(request => request.Form["code"]);
        Assert.All(web.SignIn.Secrets.Except(codes), secret => Assert.DoesNotContain(secret, browser.Seen, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData(null)]
    public async Task A_return_address_of_another_site_leads_home(string? returnUrl)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        var page = await browser.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl ?? "")}");
        Assert.Equal(new Uri("http://localhost:5010/"), page.Address);
    }

    [Fact]
    public async Task A_page_that_asks_for_sign_in_comes_after_it()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        Assert.Equal(new Uri("http://localhost:5010/connections"), (await browser.GetAsync("/connections")).Address);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_answer_of_another_issuer_is_refused_before_the_token_endpoint_is_called(string? iss)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        (web.SignIn.Tricks.Iss, web.SignIn.Tricks.OmitsIss) = (iss, iss is null);
        using var browser = web.NewBrowser();

        var page = await browser.GetAsync("/sign-in");

        Assert.Equal((HttpStatusCode.BadRequest, "/sign-in/problem/AnswerNotTrusted"), (page.Status, page.Address.PathAndQuery));
        Assert.Equal(0, web.SignIn.TokenCalls);
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> BadIdTokens => new()
    {
        { "no signature", token => token.SigningCredentials = null },
        { "a logout token", token => token.TokenType = "logout+jwt" },
        { "an access token", token => token.TokenType = "at+jwt" },
        { "for another client", token => token.Audience = "somebody-else" },
        { "of another issuer", token => token.Issuer = "http://127.0.0.1:1" },
        { "of another dance", token => token.Claims["nonce"] = "another" },
        { "expired", token => (token.NotBefore, token.Expires) = (token.NotBefore - TimeSpan.FromHours(1), token.IssuedAt - TimeSpan.FromMinutes(1)) },
    };

    [Theory]
    [MemberData(nameof(BadIdTokens))]
    public async Task A_bad_ID_token_signs_nobody_in(string what, Action<SecurityTokenDescriptor> change)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.ChangeIdToken = change;
        using var browser = web.NewBrowser();

        var page = await browser.GetAsync("/sign-in");

        Assert.True(page.Address.PathAndQuery == "/sign-in/problem/AnswerNotTrusted", $"{what}: {page.Address}");
        Assert.NotEqual("/connections", (await browser.GetAsync("/connections")).Address.PathAndQuery);
    }

    [Fact]
    public async Task A_discovery_document_of_another_issuer_stops_the_sign_in_before_anything_is_sent()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.MetadataIssuer = "http://127.0.0.1:1";
        using var browser = web.NewBrowser();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/sign-in")).Status);
        Assert.Empty(web.SignIn.To("/par"));
    }

    [Fact]
    public async Task Turning_back_at_the_sign_in_page_is_told_calmly()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.AuthorizationError = "access_denied";
        using var browser = web.NewBrowser();
        var page = await browser.GetAsync("/sign-in");
        Assert.Equal((HttpStatusCode.Forbidden, "/sign-in/problem/Cancelled"), (page.Status, page.Address.PathAndQuery));
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var attacker = web.NewBrowser();
        var begun = await attacker.GetAsync("/sign-in", follow: false);
        var answer = await attacker.GetAsync(begun.Headers.Location!.AbsoluteUri, follow: false);
        using var victim = web.NewBrowser();

        var page = await victim.GetAsync(answer.Headers.Location!.AbsoluteUri);

        Assert.Equal((HttpStatusCode.BadRequest, "/sign-in/problem/StateLost"), (page.Status, page.Address.PathAndQuery));
        Assert.Equal(0, web.SignIn.TokenCalls);
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_with_503()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        web.SignIn.Tricks.Down = true;
        using var browser = web.NewBrowser();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/sign-in")).Status);
    }

    [Fact]
    public async Task Signing_in_makes_a_new_session_even_where_somebody_planted_one()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var attacker = await web.SignedInAsync("attacker");
        var planted = attacker.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]!.Value;
        using var victim = web.NewBrowser();
        web.SignIn.Subject = "victim";
        var begun = await victim.GetAsync("/sign-in", follow: false);
        var answer = await victim.GetAsync(begun.Headers.Location!.AbsoluteUri, follow: false);
        victim.Cookies.SetCookies(new Uri(WebUnderTest.Address), $"photoshare-session={planted}; path=/");

        await victim.GetAsync(answer.Headers.Location!.AbsoluteUri);

        Assert.NotEqual(planted, victim.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]!.Value);
        await victim.ConnectAsync();
        Assert.DoesNotContain("Ada Lovelace (ada)", (await attacker.GetAsync("/connections")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var copied = browser.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]!.Value;

        var page = await browser.PressAsync(await browser.GetAsync("/connections"), "/sign-out");

        Assert.Equal("/", page.Address.PathAndQuery);
        Assert.Single(web.SignIn.To("/logout"));
        using var thief = web.NewBrowser();
        thief.Cookies.SetCookies(new Uri(WebUnderTest.Address), $"photoshare-session={copied}; path=/");
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/connections")).Status);
    }

    [Fact]
    public async Task Signing_out_works_here_when_the_server_is_down()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var page = await browser.GetAsync("/connections");
        web.SignIn.Tricks.Down = true;

        await browser.PressAsync(page, "/sign-out", follow: false);

        web.SignIn.Tricks.Down = false;
        web.SignIn.Subject = "somebody-else";
        Assert.Contains("/sign-in", browser.Visited.Select(address => address.AbsolutePath));
        Assert.Null(browser.Cookies.GetCookies(new Uri(WebUnderTest.Address))["photoshare-session"]);
    }
}
