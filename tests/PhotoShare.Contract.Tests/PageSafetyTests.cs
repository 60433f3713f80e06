using System.Net;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests;

/// <summary>What surrounds the pages and redirects (RFC 9700 sections 4.11, 4.12, 4.16; threats 36, 39, 40, 49).</summary>
public abstract class PageSafetyTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : PageSafetyTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : PageSafetyTests(server);

    [Fact]
    public async Task No_page_can_be_framed_by_others_or_leaks_its_address_or_is_kept()
    {
        var browser = NewBrowser();
        var (signIn, _) = await Connecting().StartAsync(browser, Photos);
        var consent = await browser.SignInAsync(signIn, NewPerson());
        var error = await NewBrowser().OpenAsync(await Connecting().FrontChannelAsync("urn:ietf:params:oauth:request_uri:none"));

        foreach (var page in new[] { signIn, consent, error }.Cast<Page>())
        {
            var policy = string.Join(';', page.Headers.GetValues("Content-Security-Policy"));
            Assert.Matches("frame-ancestors '(none|self)'", policy);
            Assert.Matches("DENY|SAMEORIGIN", string.Concat(page.Headers.GetValues("X-Frame-Options")));
            Assert.Contains("no-referrer", page.Headers.GetValues("Referrer-Policy"));
            Assert.Contains("nosniff", page.Headers.GetValues("X-Content-Type-Options"));
        }

        Assert.All(new[] { signIn, consent }.Cast<Page>(), page => Assert.Contains("no-store", page.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task After_a_password_or_a_consent_the_browser_is_sent_on_by_302_or_303_and_never_by_307()
    {
        var browser = NewBrowser();
        var (at, _) = await Connecting().StartAsync(browser, Photos);
        at = await browser.SignInAsync(at, NewPerson());
        var end = await browser.ConsentAsync(at);

        foreach (var hop in at.Hops.Concat(end.Hops).Where(hop => hop.Location is not null))
            Assert.True(hop.Status is HttpStatusCode.Found or HttpStatusCode.SeeOther, $"{hop.Method} {hop.Uri.AbsolutePath} {hop.Status}");
    }

    [Fact]
    public async Task A_form_of_the_server_is_refused_without_the_cookies_of_the_browser_that_was_given_it()
    {
        var browser = NewBrowser();
        var (at, _) = await Connecting().StartAsync(browser, Photos);
        var consent = Assert.IsType<Page>(await browser.SignInAsync(at, NewPerson())).ConsentForm!;

        var end = await NewBrowser().SubmitAsync(consent, consent.Button("Yes"));

        Assert.Null((end as Arrival)?["code"]);
    }

    [Fact]
    public async Task What_a_stranger_puts_into_a_request_is_no_markup_on_a_page()
    {
        const string Script = "<script>alert(1)</script>";
        var request = Secretive().AuthorizationRequest(Photos, Pkce.CreateVerifier()).With("state", Script).With("login_hint", "\"><img src=x onerror=alert(1)>");
        var signIn = await NewBrowser().OpenAsync(await Secretive().FrontChannelAsync(request));
        var error = await NewBrowser().OpenAsync(await Secretive().FrontChannelAsync(request.With("client_id", Script)));
        foreach (var page in new[] { signIn, error }.Cast<Page>())
        {
            Assert.DoesNotContain(Script, page.Html);
            Assert.DoesNotContain("<img src=x", page.Html);
        }
    }

    [Fact]
    public async Task No_other_origin_may_read_the_authorization_endpoint()
    {
        var address = await Secretive().FrontChannelAsync(Secretive().AuthorizationRequest(Photos, Pkce.CreateVerifier()));
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Origin", "https://evil.example" } } };
        using var response = await Server.Http.SendAsync(request);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_answer_goes_to_the_client_in_the_query_with_the_issuer_and_nothing_that_is_secret_but_the_code()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        Assert.Equal(Server.Issuer("friendbook"), grant.Arrival["iss"]);
        Assert.Empty(grant.Arrival.Uri.Fragment);
        foreach (var name in new[] { "access_token", "id_token", "token" }) Assert.Null(grant.Arrival[name]);
    }
}
