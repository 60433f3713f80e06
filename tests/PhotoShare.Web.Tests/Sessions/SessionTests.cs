using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PhotoShare.Web.Sessions;
using PhotoShare.Web.SignIn;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Sessions;

public sealed class SessionTests(GarnetServer garnet)
{
    [Fact]
    public async Task Over_https_every_cookie_is_for_this_host_alone_and_for_https_alone()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["PublicUrl"] = "https://photos.example");
        var session = web.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme).Cookie;
        var forms = web.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;
        var signIn = web.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(SignInSetup.Scheme);

        Assert.Equal(("__Host-photoshare-session", "__Host-photoshare-forms"), (session.Name, forms.Name));
        Assert.All([session, forms, signIn.CorrelationCookie, signIn.NonceCookie], cookie =>
        {
            Assert.Equal(CookieSecurePolicy.Always, cookie.SecurePolicy);
            Assert.Equal(SameSiteMode.Lax, cookie.SameSite);
            Assert.True(cookie.HttpOnly);
        });
    }

    [Fact]
    public async Task The_cookie_of_a_dance_is_for_its_callback_alone()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var begun = await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/connect", follow: false);
        var cookie = Assert.Single(begun.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; path=/connections/friendbook/callback", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, begun.Status);
    }

    [Fact]
    public async Task A_session_that_is_over_is_told_with_401_and_a_way_back_to_the_page()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        web.Clock.Advance(SessionCookie.Lifetime);
        var page = await browser.GetAsync("/connections");
        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Contains("/sign-in?returnUrl=%2Fconnections", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_after_the_session_ended_does_nothing_and_says_so()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var page = await browser.GetAsync("/connections");
        web.Clock.Advance(SessionCookie.Lifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PressAsync(page, "/connections/friendbook/connect")).Status);
        Assert.Empty(web.Friendbook.Requests);
    }

    [Fact]
    public async Task A_cookie_of_nobody_signs_nobody_in()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();
        browser.Cookies.SetCookies(new Uri(WebUnderTest.Address), "photoshare-session=guessed; path=/");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/connections")).Status);
    }

    [Fact]
    public async Task Without_the_cache_pages_say_so_with_503()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = await web.SignedInAsync();
        var cookie = browser.Cookies.GetCookieHeader(new Uri(WebUnderTest.Address));
        var without = web.StartInstance(settings => settings["ConnectionStrings:cache"] = "127.0.0.1:1,abortConnect=false,connectTimeout=200,asyncTimeout=500");
        using var direct = new HttpMessageInvoker(without.Server.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{WebUnderTest.Address}/connections");
        request.Headers.Add("Cookie", cookie);
        using var response = await direct.SendAsync(request, default);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }
}
