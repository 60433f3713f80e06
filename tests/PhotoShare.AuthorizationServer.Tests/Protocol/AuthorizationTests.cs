using System.Net;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>The authorization endpoint: requests, browsers, sign-ins.</summary>
public sealed class AuthorizationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_request_belongs_to_the_browser_that_opened_it()
    {
        var (person, thief) = (server.Dance(), server.Dance());
        var uri = await person.PushAsync();
        var page = await person.AuthorizeAsync(uri);

        var stolen = await thief.AuthorizeAsync(uri);
        Assert.Equal((HttpStatusCode.BadRequest, null), (stolen.StatusCode, stolen.Headers.Location));
        Assert.NotNull(Dance.Query(await person.FinishAsync(page))["code"]);
    }

    [Fact]
    public async Task A_request_that_nobody_opens_is_gone_after_its_life_time_and_one_that_is_open_waits_for_the_person()
    {
        var dance = server.Dance();
        var late = await dance.PushAsync();
        var opened = await dance.AuthorizeAsync(await dance.PushAsync());

        server.Time.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(HttpStatusCode.BadRequest, (await dance.AuthorizeAsync(late)).StatusCode);
        server.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(Dance.Query(await dance.FinishAsync(opened))["code"]);
    }

    [Fact]
    public async Task A_request_is_answered_once()
    {
        var dance = server.Dance();
        var uri = await dance.PushAsync();
        await dance.FinishAsync(await dance.AuthorizeAsync(uri));
        var again = await dance.AuthorizeAsync(uri);
        Assert.Equal((HttpStatusCode.BadRequest, null), (again.StatusCode, again.Headers.Location));
    }

    [Fact]
    public async Task A_request_in_the_address_is_kept_here_and_works_like_a_pushed_one()
    {
        var dance = server.Dance(client: "second");
        var query = string.Join('&', dance.Parameters().Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        var answer = await dance.FinishAsync(await dance.GetAsync($"{dance.Issuer}/protocol/openid-connect/auth?{query}"));
        Assert.Equal(("the-state", dance.Issuer), (Dance.Query(answer)["state"], Dance.Query(answer)["iss"]));
        (await dance.RedeemAsync(Dance.Query(answer)["code"]!)).Succeeded();
    }

    [Fact]
    public async Task Prompt_login_asks_for_the_password_although_there_is_a_session()
    {
        var dance = server.Dance();
        await dance.CodeAsync();
        var answer = await dance.AuthorizeAsync(await dance.PushAsync(("prompt", "login")));
        Assert.Contains("/login-actions/authenticate", answer.Headers.Location!.ToString());
        Assert.NotNull(Dance.Query(await dance.FinishAsync(answer))["code"]);
    }

    [Theory]
    [InlineData("0", 1, true)]
    [InlineData("300", 301, true)]
    [InlineData("300", 60, false)]
    public async Task Max_age_bounds_the_age_of_the_sign_in(string maxAge, int age, bool mustSignIn)
    {
        var dance = server.Dance();
        await dance.CodeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(age));
        var answer = await dance.AuthorizeAsync(await dance.PushAsync(("max_age", maxAge)));
        Assert.Equal(mustSignIn, answer.Headers.Location!.ToString().Contains("login-actions", StringComparison.Ordinal));
        Assert.NotNull(Dance.Query(await dance.FinishAsync(answer))["code"]);
    }

    [Fact]
    public async Task Login_hint_reaches_the_sign_in_page()
    {
        var dance = server.Dance();
        var answer = await dance.AuthorizeAsync(await dance.PushAsync(("login_hint", "ada")));
        Assert.Contains("login_hint=ada", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task No_answer_of_the_front_channel_may_be_read_by_other_origins()
    {
        var dance = server.Dance();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{dance.Issuer}/protocol/openid-connect/auth?client_id=web&request_uri={Uri.EscapeDataString(await dance.PushAsync())}");
        request.Headers.Add("Origin", "https://evil.example");
        var answer = await dance.Http.SendAsync(request);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Eight_people_at_once_dance_without_stepping_on_each_other()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => server.Dance(number % 2 == 0 ? TestRealm.Gallery : TestRealm.Rotating).TokensAsync(person: number % 3 == 0 ? "ada" : "ben")));
        Assert.All(tokens, answer => Assert.NotNull(answer["access_token"]));
    }
}
