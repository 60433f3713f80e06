using System.Net;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0; threats 11, 46).</summary>
public abstract class LogoutTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : LogoutTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : LogoutTests(server);

    private static readonly string SignedOut = AuthorizationServerUnderTest.ClientUrl + "/signout-callback-oidc";

    [Fact]
    public async Task Logout_with_a_hint_ends_the_session_and_leads_back_with_state()
    {
        var (browser, idToken) = await SignedInAsync();
        var end = await browser.OpenAsync(await LogoutAsync(("id_token_hint", idToken), ("post_logout_redirect_uri", SignedOut), ("state", "xyz"), ("client_id", "photoshare-web")));

        var arrival = Assert.IsType<Arrival>(end);
        Assert.Equal(SignedOut, arrival.Uri.GetLeftPart(UriPartial.Path));
        Assert.Equal("xyz", arrival["state"]);
        await SignedOutAsync(browser);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://localhost:5010/signout-callback-oidc?x=1")]
    [InlineData("http://localhost:5010/")]
    public async Task Logout_to_an_address_that_is_not_registered_leads_nowhere(string address)
    {
        var (browser, idToken) = await SignedInAsync();
        var end = await browser.OpenAsync(await LogoutAsync(("id_token_hint", idToken), ("post_logout_redirect_uri", address), ("client_id", "photoshare-web")));
        var page = Assert.IsType<Page>(end);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Fact]
    public async Task Logout_to_the_address_of_a_connecting_client_leads_nowhere()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var idToken = (await Connecting().RedeemAsync(grant)).Succeeded().IdToken!;
        var end = await grant.Browser.OpenAsync(await LogoutAsync("friendbook", ("id_token_hint", idToken), ("post_logout_redirect_uri", Connecting().RedirectUri), ("client_id", "photoshare")));
        Assert.IsType<Page>(end);
    }

    [Fact]
    public async Task Logout_without_a_hint_asks_the_person_first()
    {
        var (browser, _) = await SignedInAsync();
        var form = Assert.Single(Assert.IsType<Page>(await browser.OpenAsync(await LogoutAsync())).Forms);
        await browser.SubmitAsync(form, form.Buttons[0]);
        await SignedOutAsync(browser);
    }

    [Fact]
    public async Task Logout_without_a_hint_and_without_a_yes_ends_nothing()
    {
        var (browser, _) = await SignedInAsync();
        await browser.OpenAsync(await LogoutAsync());
        await SignedInStillAsync(browser);
    }

    [Fact]
    public async Task Logout_with_somebody_elses_hint_does_not_end_this_session_unasked()
    {
        var (_, other) = await SignedInAsync();
        var (browser, _) = await SignedInAsync();
        await browser.OpenAsync(await LogoutAsync(("id_token_hint", other), ("post_logout_redirect_uri", SignedOut), ("client_id", "photoshare-web")));
        await SignedInStillAsync(browser);
    }

    [Fact]
    public async Task Logout_with_a_forged_hint_ends_nothing()
    {
        var (browser, idToken) = await SignedInAsync();
        await browser.OpenAsync(await LogoutAsync(("id_token_hint", idToken[..^8] + "AAAAAAAA"), ("post_logout_redirect_uri", SignedOut)));
        await SignedInStillAsync(browser);
    }

    [Fact]
    public async Task An_offline_connection_outlives_the_session_and_another_does_not()
    {
        var person = NewPerson();
        var offline = await Connecting().DanceAsync(person, PhotosOffline);
        var grant = await Connecting().AuthorizeAsync(person, Photos);
        var online = (await Connecting().RedeemAsync(grant)).Succeeded();

        var end = await grant.Browser.OpenAsync(await LogoutAsync("friendbook", ("id_token_hint", online.IdToken!), ("client_id", "photoshare")));
        Assert.IsType<Page>(end);

        (await Connecting().RefreshAsync(offline.RefreshToken!)).Succeeded();
        Assert.False(await IsActiveAsync(online.AccessToken!));
    }

    private async Task<(Browser Browser, string IdToken)> SignedInAsync()
    {
        var grant = await SignIn().AuthorizeAsync(NewPerson("photoshare"), "openid");
        return (grant.Browser, (await SignIn().RedeemAsync(grant)).Succeeded().IdToken!);
    }

    private async Task SignedOutAsync(Browser browser)
    {
        var (at, _) = await SignIn().StartAsync(browser, "openid", ("prompt", "none"));
        Assert.Equal("login_required", Assert.IsType<Arrival>(at)["error"]);
    }

    private async Task SignedInStillAsync(Browser browser)
    {
        var (at, _) = await SignIn().StartAsync(browser, "openid", ("prompt", "none"));
        Assert.NotNull(Assert.IsType<Arrival>(at)["code"]);
    }

    private Task<Uri> LogoutAsync(params (string Name, string Value)[] parameters) => LogoutAsync("photoshare", parameters);

    private async Task<Uri> LogoutAsync(string realm, params (string Name, string Value)[] parameters)
    {
        var endpoint = await Server.EndpointAsync(realm, "end_session_endpoint");
        return new(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(endpoint.ToString(), parameters.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))));
    }
}
