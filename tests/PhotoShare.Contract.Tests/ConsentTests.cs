using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>The person is asked, in words, and may say no (RFC 6749 section 4.1.2.1, OIDC Core section 3.1.2.4).</summary>
public abstract class ConsentTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : ConsentTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : ConsentTests(server);

    [Fact]
    public async Task The_consent_page_names_the_client_and_each_scope_in_words_and_in_order()
    {
        var page = await ConsentPageAsync(NewBrowser(), NewPerson(), "openid offline_access photos.write photos.read profile");

        Assert.Contains("PhotoShare", page.Text);
        string[] expected =
        [
            "See your name and user name", "See your albums and the photos in them", "Add photos to your albums",
            "Stay connected until you end it, also when you are not here",
        ];
        var places = expected.Select(text => page.Text.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.All(places, place => Assert.True(place >= 0, page.Text));
        Assert.Equal(places.Order(), places);
        Assert.Contains("will not see your password", page.Text);
    }

    [Fact]
    public async Task The_consent_page_names_only_what_is_asked_for()
    {
        var page = await ConsentPageAsync(NewBrowser(), NewPerson(), "openid photos.read");
        Assert.Contains("See your albums", page.Text);
        Assert.DoesNotContain("Add photos", page.Text);
        Assert.DoesNotContain("Stay connected", page.Text);
    }

    [Fact]
    public async Task No_gives_access_denied_with_state_and_issuer_and_no_code()
    {
        var browser = NewBrowser();
        var page = await ConsentPageAsync(browser, NewPerson(), Photos, ("state", "af0ifjsldkj"));
        var arrival = Assert.IsType<Arrival>(await browser.ConsentAsync(page, agree: false));

        Assert.Equal(Connecting().RedirectUri, arrival.Uri.GetLeftPart(UriPartial.Path));
        Assert.Equal("access_denied", arrival["error"]);
        Assert.Equal("af0ifjsldkj", arrival["state"]);
        Assert.Equal(Server.Issuer("friendbook"), arrival["iss"]);
        Assert.Null(arrival["code"]);
    }

    [Fact]
    public async Task Whoever_said_no_is_asked_again()
    {
        var (browser, person) = (NewBrowser(), NewPerson());
        await browser.ConsentAsync(await ConsentPageAsync(browser, person, Photos), agree: false);
        var (at, _) = await Connecting().StartAsync(browser, Photos);
        if (at is Page { SignInForm: not null }) at = await browser.SignInAsync(at, person);
        Assert.NotNull(Assert.IsType<Page>(at).ConsentForm);
    }

    [Fact]
    public async Task A_consent_is_remembered()
    {
        var (browser, person) = (NewBrowser(), NewPerson());
        await browser.ConsentAsync(await ConsentPageAsync(browser, person, Photos));

        var (at, _) = await Connecting().StartAsync(browser, Photos);
        Assert.NotNull(Assert.IsType<Arrival>(at)["code"]);

        var (elsewhere, _) = await Connecting().StartAsync(browser = NewBrowser(), Photos);
        Assert.NotNull(Assert.IsType<Arrival>(await browser.SignInAsync(elsewhere, person))["code"]);
    }

    [Fact]
    public async Task A_remembered_consent_does_not_cover_a_scope_that_is_new()
    {
        var (browser, person) = (NewBrowser(), NewPerson());
        await browser.ConsentAsync(await ConsentPageAsync(browser, person, Photos));
        var (at, _) = await Connecting().StartAsync(browser, Photos + " photos.write");
        Assert.Contains("Add photos to your albums", Assert.IsType<Page>(at).Text);
        Assert.NotNull(((Page)at).ConsentForm);
    }

    [Fact]
    public async Task Prompt_consent_asks_although_the_consent_is_remembered()
    {
        var (browser, person) = (NewBrowser(), NewPerson());
        await browser.ConsentAsync(await ConsentPageAsync(browser, person, Photos));
        var (at, _) = await Connecting().StartAsync(browser, Photos, ("prompt", "consent"));
        Assert.NotNull(Assert.IsType<Page>(at).ConsentForm);
        Assert.NotNull(Assert.IsType<Arrival>(await browser.ConsentAsync(at))["code"]);
    }

    [Fact]
    public async Task A_consent_for_one_client_is_none_for_another()
    {
        var (browser, person) = (NewBrowser(), NewPerson(Variants.Crowded));
        var (at, _) = await Connecting(Variants.Crowded).StartAsync(browser, Photos);
        await browser.ConsentAsync(await browser.SignInAsync(at, person));
        (at, _) = await Second().StartAsync(browser, Photos);
        Assert.NotNull(Assert.IsType<Page>(at).ConsentForm);
    }

    [Fact]
    public async Task The_first_party_client_is_not_asked_about()
    {
        var browser = NewBrowser();
        var (at, _) = await SignIn().StartAsync(browser, "openid profile");
        Assert.NotNull(Assert.IsType<Arrival>(await browser.SignInAsync(at, NewPerson("photoshare")))["code"]);
    }

    private async Task<Page> ConsentPageAsync(Browser browser, Person person, string scope, params (string Name, string? Value)[] changes)
    {
        var (at, _) = await Connecting().StartAsync(browser, scope, changes);
        var page = Assert.IsType<Page>(await browser.SignInAsync(at, person));
        Assert.True(page.ConsentForm is not null, page.Text);
        return page;
    }
}
