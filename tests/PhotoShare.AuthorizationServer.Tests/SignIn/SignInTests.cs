using System.Net;
using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.SignIn;

namespace PhotoShare.AuthorizationServer.Tests.SignIn;

public sealed class SignInTests(PeopleServer server) : IClassFixture<PeopleServer>
{
    [Fact]
    public async Task Right_password_goes_on_by_303_with_a_session()
    {
        var browser = server.Browser();
        var response = await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(Browser.Continue, response.Headers.Location!.ToString());
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task User_name_is_taken_in_any_case_as_in_Keycloak() =>
        Assert.Equal(HttpStatusCode.SeeOther, (await server.Browser().SignInAsync(" ADA ", "demo-ada")).StatusCode);

    [Theory]
    [InlineData("ben", "wrong")]
    [InlineData("nobody", "demo-ada")]
    [InlineData("old", "demo-old")]
    [InlineData("ben", "")]
    public async Task Wrong_password_unknown_person_and_disabled_account_get_the_same_answer(string username, string password)
    {
        var browser = server.Browser();
        var response = await browser.SignInAsync(username, password);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("That user name and password don&#x27;t go together", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Session_cookie_is_for_the_realm_and_out_of_reach_of_scripts()
    {
        var cookie = Assert.Single((await server.Browser().SignInAsync()).Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("path=/realms/sea;", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sign_in_has_a_new_session_and_ends_the_old_one()
    {
        var browser = server.Browser();
        await browser.SignInAsync();
        var old = Copy(browser);
        await browser.SignInAsync();
        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await old.IsSignedInAsync());
    }

    [Fact]
    public async Task Session_cookie_of_one_realm_is_none_at_another()
    {
        var browser = server.Browser();
        await browser.SignInAsync();
        var value = browser.Cookies.GetCookies(new Uri($"{PeopleServer.Address}/realms/sea"))["session"]!.Value;
        var context = await server.Server.SendAsync(http =>
        {
            http.Request.Path = "/realms/lake/login-actions/authenticate";
            http.Request.Headers.Cookie = $"session={value}";
        });
        Assert.False(context.User.Identity?.IsAuthenticated ?? false);
    }

    [Fact]
    public async Task Session_ends_when_nobody_uses_it()
    {
        await using var own = new PeopleServer();
        var browser = own.Browser();
        await browser.SignInAsync();
        own.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await browser.IsSignedInAsync());
        own.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await browser.IsSignedInAsync());
        own.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Session_ends_with_its_longest_life_however_much_it_is_used()
    {
        await using var own = new PeopleServer { Change = realm => realm["ssoSessionMaxLifespan"] = 3600 };
        var browser = own.Browser();
        await browser.SignInAsync();
        for (var minutes = 0; minutes < 59; minutes += 20)
        {
            Assert.True(await browser.IsSignedInAsync());
            own.Time.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_ends_with_its_account(bool deleted)
    {
        await using var own = new PeopleServer();
        var browser = own.Browser();
        await browser.SignInAsync("ben");
        Assert.True(await browser.IsSignedInAsync());
        await own.InAsync("sea", database => deleted
            ? database.Set<Account>().Where(account => account.Id == "ben-id").ExecuteDeleteAsync()
            : database.Set<Account>().Where(account => account.Id == "ben-id").ExecuteUpdateAsync(row => row.SetProperty(account => account.Enabled, false)));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/realms/lake/protocol/openid-connect/auth?client_id=boat")]
    [InlineData("/realms/sea/protocol/openid-connect/auth")]
    [InlineData("/realms/sea/protocol/openid-connect/auth/../../../../evil?x")]
    [InlineData("/realms/sea/protocol/openid-connect/logout?x=y")]
    [InlineData("/realms/sea/protocol/openid-connect/auth?x=y#evil")]
    [InlineData("/realms/sea/protocol/openid-connect/auth?x=y\r\nSet-Cookie: a=b")]
    [InlineData("/realms/sea/protocol/openid-connect/auth?x=\\\\evil")]
    [InlineData("/realms/lake/account")]
    [InlineData("/realms/sea/account/")]
    [InlineData("/realms/sea/account?x=y")]
    [InlineData("/realms/sea/account#evil")]
    [InlineData("/realms/sea/account/../../../evil")]
    [InlineData("/realms/sea/account/remove-access")]
    [InlineData("https://evil.example/realms/sea/account")]
    [InlineData("")]
    public async Task Sign_in_leads_nowhere_but_to_the_authorization_endpoint_and_the_account_page_of_its_realm(string next)
    {
        var browser = server.Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(Browser.SignInUrl(next))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync($"/realms/sea/broker/land/login?continue={Uri.EscapeDataString(next)}")).StatusCode);

        var page = await (await browser.GetAsync(Browser.SignInUrl())).Content.ReadAsStringAsync();
        var fields = Browser.Hidden(page).Where(field => field.Key != ContinueUrl.Parameter);
        var response = await browser.PostAsync(Browser.SignInPath, [.. fields, new("continue", next), new("username", "ada"), new("password", "demo-ada")]);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Form_without_antiforgery_token_signs_nobody_in()
    {
        var browser = server.Browser();
        await browser.GetAsync(Browser.SignInUrl());
        var response = await browser.PostAsync(Browser.SignInPath, [new("continue", Browser.Continue), new("username", "ada"), new("password", "demo-ada")]);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Demo_accounts_are_shown_in_Development_and_nowhere_else()
    {
        await using var production = new PeopleServer { EnvironmentName = "Production" };
        Assert.Contains("demo-ada", await (await server.Browser().GetAsync(Browser.SignInUrl())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("demo-ada", await (await production.Browser().GetAsync(Browser.SignInUrl())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_of_a_client_and_what_was_typed_are_inert()
    {
        var page = await (await server.Browser().SignInAsync("\"><script>alert(2)</script>", "x")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    // A browser with the cookies that the other has now.
    private Browser Copy(Browser original)
    {
        var copy = server.Browser();
        foreach (Cookie cookie in original.Cookies.GetAllCookies()) copy.Cookies.Add(new Uri(PeopleServer.Address), new Cookie(cookie.Name, cookie.Value, cookie.Path));
        return copy;
    }
}
