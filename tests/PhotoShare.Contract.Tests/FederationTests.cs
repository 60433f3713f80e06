using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>Instapic takes Friendbook's word on who somebody is (OIDC Core sections 3.1.3.7 and 5.7).</summary>
public abstract class FederationTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : FederationTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : FederationTests(server);

    [Fact]
    public async Task Somebody_of_friendbook_signs_in_to_instapic_and_gets_an_account_there()
    {
        var person = NewPerson();
        var (_, tokens) = await ConnectInstapicAsync(NewBrowser(), person);

        var claims = Jwt.Claims(tokens.IdToken!);
        Assert.Equal(Server.Issuer("instapic"), (string?)claims["iss"]);
        Assert.StartsWith("Person Number", (string?)claims["name"]);
        Assert.True(await IsActiveAsync(tokens.AccessToken!, "instapic"));
        Assert.False(await IsActiveAsync(tokens.AccessToken!));
    }

    [Fact]
    public async Task The_second_sign_in_by_friendbook_reaches_the_same_account()
    {
        var person = NewPerson();
        var (_, first) = await ConnectInstapicAsync(NewBrowser(), person);
        var (_, second) = await ConnectInstapicAsync(NewBrowser(), person);
        Assert.Equal(Subject(first), Subject(second));
    }

    [Fact]
    public async Task Two_people_of_friendbook_have_two_accounts_at_instapic()
    {
        var (_, one) = await ConnectInstapicAsync(NewBrowser(), NewPerson());
        var (_, two) = await ConnectInstapicAsync(NewBrowser(), NewPerson());
        Assert.NotEqual(Subject(one), Subject(two));
    }

    [Fact]
    public async Task An_account_at_instapic_of_the_same_name_is_not_taken_over()
    {
        var ada = new Person("ada", "demo-ada");
        var own = await Connecting("instapic").DanceAsync(ada, Photos);
        var (_, brokered) = await ConnectInstapicAsync(NewBrowser(), ada);
        Assert.NotEqual(Subject(own), Subject(brokered));
    }

    [Fact]
    public async Task Friendbook_is_asked_for_who_somebody_is_and_nothing_else_by_code_with_a_challenge()
    {
        var browser = NewBrowser();
        var (page, _) = await Connecting("instapic").StartAsync(browser, Photos);
        var at = await browser.OpenAsync(Assert.IsType<Page>(page).ProviderLink("friendbook"));
        var asked = at.Hops.Select(hop => hop.Uri).First(uri => uri.AbsolutePath == "/realms/friendbook/protocol/openid-connect/auth");
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Query);

        Assert.Equal("code", query["response_type"]);
        Assert.Equal("instapic", query["client_id"]);
        Assert.Equal($"{Server.Issuer("instapic")}/broker/friendbook/endpoint", query["redirect_uri"]);
        Assert.Equal(["email", "openid", "profile"], query["scope"].ToString().Split(' ').Order());
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.NotEmpty(query["nonce"].ToString());
        Assert.NotEmpty(query["state"].ToString());
    }

    [Fact]
    public async Task An_answer_of_friendbook_in_another_browser_signs_nobody_in()
    {
        var (browser, person) = (NewBrowser(), NewPerson());
        var (page, _) = await Connecting("instapic").StartAsync(browser, Photos);
        var at = await browser.OpenAsync(Assert.IsType<Page>(page).ProviderLink("friendbook"));
        var victim = NewBrowser();
        var answer = await browser.StopBeforeAsync("/broker/friendbook/endpoint", () => browser.SignInAsync(at, person));

        var end = await victim.OpenAsync(answer);

        Assert.Null((end as Arrival)?["code"]);
        Assert.True(end is not Page { ConsentForm: not null }, "the other browser was signed in");
    }

    [Fact]
    public async Task A_forged_answer_of_friendbook_signs_nobody_in()
    {
        var browser = NewBrowser();
        await Connecting("instapic").StartAsync(browser, Photos);
        var end = await browser.OpenAsync(new($"{Server.Issuer("instapic")}/broker/friendbook/endpoint?state=made-up&code=made-up&iss={Server.Issuer("friendbook")}"));
        Assert.True(Assert.IsType<Page>(end).ConsentForm is null, "signed in");
    }

    private async Task<(Arrival Arrival, Answer Tokens)> ConnectInstapicAsync(Browser browser, Person person)
    {
        var client = Connecting("instapic");
        var (at, verifier) = await client.StartAsync(browser, Photos, ("prompt", "consent"));
        at = await browser.OpenAsync(Assert.IsType<Page>(at).ProviderLink("friendbook"));
        at = await browser.SignInAsync(at, person);
        var arrival = Assert.IsType<Arrival>(await browser.ConsentAsync(at));
        return (arrival, (await client.RedeemAsync(new(arrival["code"]!, verifier, browser, arrival))).Succeeded());
    }

    private static string? Subject(Answer tokens) => (string?)Jwt.Claims(tokens.IdToken!)["sub"];
}
