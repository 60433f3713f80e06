using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>Sign-in and the session after it (OIDC Core section 3.1.2; threats 44, 47).</summary>
public abstract class SessionTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : SessionTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : SessionTests(server);

    [Fact]
    public async Task A_wrong_password_gives_the_sign_in_page_again_and_says_nothing_of_who_exists()
    {
        var wrong = Assert.IsType<Page>(await TryAsync(NewPerson(), "wrong"));
        var nobody = Assert.IsType<Page>(await TryAsync(new Person("nobody-at-all", "x"), "wrong"));
        Assert.NotNull(wrong.SignInForm);
        Assert.NotNull(nobody.SignInForm);
        Assert.Equal(wrong.Status, nobody.Status);
        Assert.Equal(Problem(wrong), Problem(nobody));

        string Problem(Page page) => page.Text.Replace("nobody-at-all", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_realm_is_nobody_here()
    {
        var stranger = new Person("friendbook.ada", "demo-ada");
        Assert.NotNull(Assert.IsType<Page>(await TryAsync(stranger, stranger.Password)).SignInForm);
    }

    [Fact]
    public async Task Prompt_none_without_a_session_gives_login_required_and_shows_no_page()
    {
        var (at, _) = await SignIn().StartAsync(NewBrowser(), "openid", ("prompt", "none"));
        var arrival = Assert.IsType<Arrival>(at);
        Assert.Equal("login_required", arrival["error"]);
        Assert.Equal(Server.Issuer("photoshare"), arrival["iss"]);
    }

    [Fact]
    public async Task Prompt_none_with_a_session_gives_a_code_and_shows_no_page()
    {
        var grant = await SignIn().AuthorizeAsync(NewPerson("photoshare"), "openid");
        var (at, _) = await SignIn().StartAsync(grant.Browser, "openid", ("prompt", "none"));
        Assert.NotNull(Assert.IsType<Arrival>(at)["code"]);
    }

    [Fact]
    public async Task Prompt_none_where_consent_is_missing_gives_an_error_and_shows_no_page()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var (at, _) = await Connecting().StartAsync(grant.Browser, Photos + " photos.write", ("prompt", "none"));
        var arrival = Assert.IsType<Arrival>(at);
        Assert.Null(arrival["code"]);
        Assert.Contains(arrival["error"], new[] { "consent_required", "interaction_required" });
    }

    [Fact]
    public async Task Prompt_login_asks_for_the_password_again()
    {
        var person = NewPerson("photoshare");
        var grant = await SignIn().AuthorizeAsync(person, "openid");
        var (at, verifier) = await SignIn().StartAsync(grant.Browser, "openid", ("prompt", "login"));
        Assert.NotNull(Assert.IsType<Page>(at).SignInForm);
        var form = ((Page)at).SignInForm!;
        var arrival = await grant.Browser.SubmitAsync(form, form.Buttons[0], ("username", person.Name), ("password", person.Password));
        Assert.NotNull(Assert.IsType<Arrival>(arrival)["code"]);
    }

    [Fact]
    public async Task A_sign_in_that_is_older_than_max_age_is_not_enough()
    {
        var person = NewPerson("photoshare");
        var grant = await SignIn().AuthorizeAsync(person, "openid");
        var before = Jwt.Claims((await SignIn().RedeemAsync(grant)).Succeeded().IdToken!);
        await Task.Delay(TimeSpan.FromSeconds(2.1));

        var (recent, _) = await SignIn().StartAsync(grant.Browser, "openid", ("max_age", "600"));
        Assert.NotNull(Assert.IsType<Arrival>(recent)["code"]);

        var (old, verifier) = await SignIn().StartAsync(grant.Browser, "openid", ("max_age", "1"));
        var form = Assert.IsType<Page>(old).SignInForm!;
        var arrival = Assert.IsType<Arrival>(await grant.Browser.SubmitAsync(form, form.Buttons[0], ("username", person.Name), ("password", person.Password)));
        var after = Jwt.Claims((await SignIn().RedeemAsync(new(arrival["code"]!, verifier, grant.Browser, arrival))).Succeeded().IdToken!);
        Assert.True((long)after["auth_time"]! > (long)before["auth_time"]!);
    }

    [Fact]
    public async Task One_sign_in_serves_another_client_of_the_same_realm_but_not_another_realm()
    {
        var grant = await Connecting(Variants.Crowded).AuthorizeAsync(NewPerson(Variants.Crowded), Photos);
        var (sameRealm, _) = await Second().StartAsync(grant.Browser, Photos);
        Assert.NotNull(Assert.IsType<Page>(sameRealm).ConsentForm);

        var (otherRealm, _) = await Connecting().StartAsync(grant.Browser, Photos);
        Assert.NotNull(Assert.IsType<Page>(otherRealm).SignInForm);
    }

    [Fact]
    public async Task Signing_in_changes_the_sessions_identifier()
    {
        var browser = NewBrowser();
        var (at, _) = await SignIn().StartAsync(browser, "openid");
        var before = browser.Cookies.Names.SelectMany(browser.Cookies.Values).ToHashSet();
        await browser.SignInAsync(at, NewPerson("photoshare"));
        var after = browser.Cookies.Names.SelectMany(browser.Cookies.Values).ToHashSet();
        Assert.NotEmpty(after.Except(before));
    }

    [Fact]
    public async Task Cookies_of_a_session_are_out_of_reach_for_scripts_and_other_realms()
    {
        var browser = NewBrowser();
        var (at, _) = await SignIn().StartAsync(browser, "openid");
        await browser.SignInAsync(at, NewPerson("photoshare"));
        var set = browser.SetCookies.Where(cookie => !cookie.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.NotEmpty(set);
        Assert.All(set.Where(cookie => !IsForScripts(cookie)), cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(set, cookie => Assert.Contains("path=/realms/photoshare", cookie, StringComparison.OrdinalIgnoreCase));

        // Keycloak's KEYCLOAK_SESSION holds a hash of the session's id for its own script; it proves nothing to anybody.
        static bool IsForScripts(string cookie) => cookie.StartsWith("KEYCLOAK_SESSION=", StringComparison.Ordinal) || cookie.StartsWith("KC_AUTH_SESSION_HASH=", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_guesses_passwords_is_slowed_down_and_other_people_are_not()
    {
        var victim = NewPerson(Variants.Rotating);
        for (var i = 0; i < 10; i++) await TryAsync(victim, "guess-" + i, Variants.Rotating);

        var right = await TryAsync(victim, victim.Password, Variants.Rotating);
        Assert.NotNull(Assert.IsType<Page>(right).SignInForm);

        var other = NewPerson(Variants.Rotating);
        Assert.NotNull(Assert.IsType<Page>(await TryAsync(other, other.Password, Variants.Rotating)).ConsentForm);
    }

    private async Task<Whereabouts> TryAsync(Person person, string password, string realm = "friendbook")
    {
        var browser = NewBrowser();
        var (at, _) = await Connecting(realm).StartAsync(browser, Photos);
        return await browser.SignInAsync(at, person, password);
    }
}
