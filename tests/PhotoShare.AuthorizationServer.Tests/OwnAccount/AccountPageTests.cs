using System.Net;
using PhotoShare.AuthorizationServer.Tests.Protocol;

namespace PhotoShare.AuthorizationServer.Tests.OwnAccount;

/// <summary>The account page: whom a person let in, and how to take that back.</summary>
public sealed class AccountPageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Offline = "openid photos.read offline_access";

    [Fact]
    public async Task Without_a_session_it_leads_to_sign_in_and_back()
    {
        var dance = server.Dance();
        var answer = await dance.GetAsync(Account(dance));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/realms/gallery/login-actions/authenticate?continue=%2Frealms%2Fgallery%2Faccount", answer.Headers.Location!.ToString());

        var page = await dance.FinishAsync(answer);
        Assert.Equal((HttpStatusCode.OK, Account(dance)), (page.StatusCode, page.RequestMessage!.RequestUri!.ToString()));
        Assert.Contains("<strong>Ada Lovelace</strong>", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Applications_stand_there_with_what_they_may_in_words_and_since_when()
    {
        var dance = server.Dance();
        await dance.TokensAsync(Offline);
        var response = await dance.GetAsync(Account(dance));
        Assert.True(response.Headers.CacheControl!.NoStore);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("<h3>web</h3>", page);
        Assert.Contains("<time datetime=\"2030-01-01T00:00:00Z\">1 January 2030</time>", page);
        Assert.Contains("Text of photos.read", page);
        Assert.Contains("Text of offline_access", page);
        Assert.DoesNotContain("Text of basic", page);
        Assert.DoesNotContain("Text of photos.write", page);
    }

    [Fact]
    public async Task An_application_that_needs_no_consent_stands_there_while_it_can_refresh()
    {
        using var own = new ServerFixture();
        var dance = own.Dance(client: "second");
        var tokens = await dance.TokensAsync("openid profile");
        Assert.Contains("<h3>second</h3>", await PageAsync(dance));
        (await dance.RevokeAsync(tokens["refresh_token"]!)).Succeeded();
        Assert.DoesNotContain("<h3>second</h3>", await PageAsync(dance));
    }

    [Theory]
    [InlineData(Offline)]
    [InlineData("openid photos.read")]
    public async Task Removed_access_ends_at_once_with_every_token_and_the_yes(string scope)
    {
        using var own = new ServerFixture();
        var dance = own.Dance();
        var first = await dance.TokensAsync(scope);
        var second = await dance.TokensAsync(scope);

        var answer = await dance.SubmitAsync(await dance.GetAsync(Account(dance)));
        Assert.Equal((HttpStatusCode.SeeOther, "/realms/gallery/account"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        foreach (var tokens in (Answer[])[first, second])
        {
            (await dance.RefreshAsync(tokens["refresh_token"]!)).IsRefused("invalid_grant");
            Assert.Equal("False", (await dance.IntrospectAsync(tokens["access_token"]!))["active"]);
        }

        Assert.DoesNotContain("<h3>web</h3>", await PageAsync(dance));
        Assert.Contains("name=\"decision\"", await (await dance.AuthorizeAsync(await dance.PushAsync(("scope", scope)))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_persons_and_another_clients_grants_are_untouched()
    {
        using var own = new ServerFixture();
        var (ada, ben, second) = (own.Dance(), own.Dance(), own.Dance(client: "second"));
        await ada.TokensAsync(Offline);
        var (bens, seconds) = (await ben.TokensAsync(Offline, "ben"), await second.TokensAsync());

        var answer = await ada.SubmitAsync(await ada.GetAsync(Account(ada)), ("client_id", "web"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        (await ben.RefreshAsync(bens["refresh_token"]!)).Succeeded();
        Assert.Equal("True", (await ben.IntrospectAsync(bens["access_token"]!))["active"]);
        (await second.RefreshAsync(seconds["refresh_token"]!)).Succeeded();
    }

    [Theory]
    [InlineData("web")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task What_the_person_did_not_let_in_is_not_found(string client)
    {
        using var own = new ServerFixture();
        var (ben, eve) = (own.Dance(), own.Dance(client: "second"));
        var bens = await ben.TokensAsync(Offline, "ben");
        await eve.TokensAsync(person: "eve");

        var page = await eve.GetAsync(Account(eve));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.SubmitAsync(page, ("client_id", client))).StatusCode);
        (await ben.RefreshAsync(bens["refresh_token"]!)).Succeeded();
    }

    [Fact]
    public async Task A_post_from_another_site_removes_nothing()
    {
        var dance = server.Dance(TestRealm.Other);
        var tokens = await dance.TokensAsync(Offline);
        await PageAsync(dance);
        var forged = await dance.PostFormAsync($"{Account(dance)}/remove-access", new() { ["client_id"] = "web" });
        Assert.Equal((HttpStatusCode.BadRequest, null), (forged.StatusCode, forged.Headers.Location));
        (await dance.RefreshAsync(tokens["refresh_token"]!)).Succeeded();
        Assert.Contains("<h3>web</h3>", await PageAsync(dance));
    }

    [Fact]
    public async Task A_post_without_a_session_leads_to_sign_in()
    {
        var dance = server.Dance();
        var answer = await dance.PostFormAsync($"{Account(dance)}/remove-access", new() { ["client_id"] = "web" });
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/realms/gallery/login-actions/authenticate?", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Sign_out_ends_the_session()
    {
        var dance = server.Dance(TestRealm.Rotating);
        await dance.FinishAsync(await dance.GetAsync(Account(dance)), "ben");
        // Nothing is let in yet: the only form is the one that signs out.
        var page = await dance.SubmitAsync(await dance.GetAsync(Account(dance)));
        Assert.Contains("You are signed out", await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.SeeOther, (await dance.GetAsync(Account(dance))).StatusCode);
    }

    private static string Account(Dance dance) => $"{dance.Issuer}/account";

    private static async Task<string> PageAsync(Dance dance) => await (await dance.GetAsync(Account(dance))).Content.ReadAsStringAsync();
}
