using System.Net;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>What the person is asked, and what is remembered of the answer.</summary>
public sealed class ConsentTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Yes_is_remembered_and_asked_again_only_for_more()
    {
        var dance = server.Dance();
        await dance.CodeAsync("openid photos.read", "ben");

        var again = await dance.AuthorizeAsync(await dance.PushAsync());
        Assert.NotNull(Dance.Query(again)["code"]);
        var more = await dance.AuthorizeAsync(await dance.PushAsync(("scope", "openid photos.read photos.write")));
        Assert.Contains("Text of photos.write", await more.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Prompt_consent_asks_although_yes_is_remembered()
    {
        var dance = server.Dance();
        await dance.CodeAsync();
        var page = await dance.AuthorizeAsync(await dance.PushAsync(("prompt", "consent")));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Text of photos.read", await page.Content.ReadAsStringAsync());
        Assert.NotNull(Dance.Query(await dance.FinishAsync(page))["code"]);
    }

    [Fact]
    public async Task No_tells_the_client_and_nothing_else()
    {
        var dance = server.Dance();
        var answer = await dance.FinishAsync(await dance.AuthorizeAsync(await dance.PushAsync(("prompt", "consent"))), decision: "no");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var query = Dance.Query(answer);
        Assert.Equal(("access_denied", "the-state", dance.Issuer, null), (query["error"], query["state"], query["iss"], query["code"]));
    }

    [Fact]
    public async Task An_answer_without_the_pages_own_token_is_no_answer()
    {
        var dance = server.Dance();
        await dance.CodeAsync();
        var uri = await dance.PushAsync(("prompt", "consent"));
        await dance.AuthorizeAsync(uri);
        var forged = await dance.PostFormAsync($"{dance.Issuer}/protocol/openid-connect/auth", new() { ["client_id"] = "web", ["request_uri"] = uri, ["decision"] = "yes" });
        Assert.Null(forged.Headers.Location);
        Assert.Contains("Text of photos.read", await forged.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Prompt_none_never_shows_a_page()
    {
        var stranger = server.Dance();
        var unknown = Dance.Query(await stranger.AuthorizeAsync(await stranger.PushAsync(("prompt", "none"))));
        Assert.Equal(("login_required", stranger.Issuer), (unknown["error"], unknown["iss"]));

        var dance = server.Dance();
        await dance.CodeAsync();
        var unasked = Dance.Query(await dance.AuthorizeAsync(await dance.PushAsync(("prompt", "none"), ("scope", "openid profile photos.read photos.write"))));
        Assert.Equal("consent_required", unasked["error"]);
        Assert.NotNull(Dance.Query(await dance.AuthorizeAsync(await dance.PushAsync(("prompt", "none"))))["code"]);
    }

    [Fact]
    public async Task Revoking_the_refresh_token_forgets_the_yes()
    {
        var dance = server.Dance(TestRealm.Other);
        var tokens = await dance.TokensAsync("openid photos.read offline_access");
        (await dance.RevokeAsync(tokens["refresh_token"]!)).Succeeded();
        var page = await dance.AuthorizeAsync(await dance.PushAsync(("scope", "openid photos.read offline_access")));
        Assert.Contains("name=\"decision\"", await page.Content.ReadAsStringAsync());
    }
}
