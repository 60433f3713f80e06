using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Tests.SignIn;

namespace PhotoShare.AuthorizationServer.Tests.Brokering;

public sealed class BrokeringTests(PeopleServer server) : BrokeringScene(server)
{
    [Fact]
    public async Task Request_carries_state_nonce_and_S256_challenge_and_the_callback_of_its_own_provider()
    {
        var sent = await BeginAsync();
        Assert.Equal("code", sent["response_type"]);
        Assert.Equal("sea", sent["client_id"]);
        Assert.Equal("http://as.test/realms/sea/broker/land/endpoint", sent["redirect_uri"]);
        Assert.Equal("S256", sent["code_challenge_method"]);
        Assert.All((string[])["state", "nonce", "code_challenge"], name => Assert.Equal(43, sent[name]!.Length));
    }

    [Fact]
    public async Task Account_is_created_at_the_first_sign_in_and_found_at_the_next()
    {
        var answer = await SignInAsync(Person, claims => (claims["preferred_username"], claims["given_name"]) = ("grace", "Grace"));
        Assert.Equal(Browser.Continue, answer.Headers.Location!.ToString());
        Assert.True(await Tab.IsSignedInAsync());
        await SignInAsync(Person, claims => claims["preferred_username"] = "grace-has-another-name-now");

        var account = Assert.Single(await AccountsOfAsync(Person));
        Assert.Equal(("grace", "Grace"), (account.Username, account.FirstName));
        Assert.Equal(["default-roles-sea"], account.Roles);
    }

    [Fact]
    public async Task Nobody_is_linked_by_user_name_or_email()
    {
        await SignInAsync(Person, claims => (claims["preferred_username"], claims["email"], claims["email_verified"]) = ("ada", "ada@land.test", true));
        await SignInAsync($"another {Person}", claims => claims["preferred_username"] = "ADA");
        var account = Assert.Single(await AccountsOfAsync(Person));
        Assert.Equal("ada-2", account.Username);
        Assert.False(account.EmailVerified);
        Assert.Equal("ada-3", Assert.Single(await AccountsOfAsync($"another {Person}")).Username);
    }

    [Fact]
    public async Task Same_person_in_several_tabs_at_once_gets_one_account()
    {
        var tabs = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var own = Server.Browser();
            return (own, Sent: await BeginAsync(own));
        }));
        foreach (var (own, sent) in tabs)
        {
            Server.Provider.Says(Person, sent["nonce"]!, Server.Time.GetUtcNow());
            await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        }

        Assert.Single(await AccountsOfAsync(Person));
    }

    [Fact]
    public async Task Realm_proves_itself_by_its_own_key_to_the_issuer_alone()
    {
        var sent = await BeginAsync();
        await EndAsync(sent, Person);
        var (_, form, _) = Server.Provider.Requests.Single(request => request.Path == "/token");
        var keys = new JsonWebKeySet(await (await Tab.GetAsync("/realms/sea/protocol/openid-connect/certs")).Content.ReadAsStringAsync());
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters { ValidIssuer = "sea", ValidAudience = "http://land.test", IssuerSigningKeys = keys.Keys, ValidateLifetime = false });
        Assert.True(result.IsValid);
        Assert.Equal("sea", result.Claims["sub"]);
        Assert.Equal(sent["code_challenge"], Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))));
        Assert.DoesNotContain("client_secret", form.Keys);
    }

    [Fact]
    public async Task Answer_of_another_issuer_is_refused_before_anything_is_sent()
    {
        var answer = await EndAsync(await BeginAsync(), Person, "&iss=http%3A%2F%2Fevil.test");
        await NobodyIsSignedInAsync(answer, HttpStatusCode.BadGateway);
        Assert.DoesNotContain(Server.Provider.Requests, request => request.Path == "/token");
    }

    [Theory]
    [InlineData("another browser")]
    [InlineData("another state")]
    [InlineData("no state")]
    [InlineData("two states")]
    [InlineData("twice")]
    [InlineData("too late")]
    public async Task Callback_that_does_not_belong_to_a_sign_in_of_this_browser_is_refused(string trick)
    {
        var sent = await BeginAsync();
        if (trick == "twice") Assert.Equal(HttpStatusCode.Redirect, (await EndAsync(sent, Person)).StatusCode);
        if (trick == "too late") Server.Time.Advance(TimeSpan.FromMinutes(15));
        Server.Provider.Requests.Clear();
        var query = trick switch
        {
            "another state" => "?code=c&state=forged",
            "no state" => "?code=c",
            "two states" => $"?code=c&state={sent["state"]}&state={sent["state"]}",
            _ => $"?code=c&state={sent["state"]}",
        };
        var answer = await (trick == "another browser" ? Server.Browser() : Tab).GetAsync(Endpoint + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(Server.Provider.Requests);
    }

    [Fact]
    public async Task Person_who_says_no_gets_a_calm_page_with_a_way_back()
    {
        var sent = await BeginAsync();
        var answer = await Tab.GetAsync($"{Endpoint}?error=access_denied&state={sent["state"]}");
        await NobodyIsSignedInAsync(answer, HttpStatusCode.Forbidden);
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(Browser.SignInUrl())}\"", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Provider_that_is_down_or_refuses_gets_a_calm_page()
    {
        Server.Provider.Status = HttpStatusCode.BadRequest;
        await NobodyIsSignedInAsync(await SignInAsync(Person), HttpStatusCode.BadGateway);
        Server.Provider.Down = true;
        await NobodyIsSignedInAsync(await SignInAsync(Person), HttpStatusCode.BadGateway);
    }

    [Theory]
    [InlineData("person-1", HttpStatusCode.Redirect)]
    [InlineData("person-2", HttpStatusCode.BadGateway)]
    public async Task Userinfo_counts_only_if_it_speaks_of_the_same_person(string subject, HttpStatusCode status)
    {
        await using var other = new PeopleServer { Change = realm => realm["identityProviders"]![0]!["config"]!["disableUserInfo"] = "false" };
        other.Provider.UserInfo = new() { ["sub"] = subject, ["preferred_username"] = "from-userinfo" };
        var own = other.Browser();
        var sent = await BeginAsync(own);
        other.Provider.Says("person-1", sent["nonce"]!, other.Time.GetUtcNow());
        Assert.Equal(status, (await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}")).StatusCode);
        Assert.Equal(status == HttpStatusCode.Redirect, await other.InAsync("sea", database => database.Set<Account>().AnyAsync(account => account.Username == "from-userinfo")));
    }

    [Fact]
    public async Task User_name_follows_the_template_of_the_realm()
    {
        await using var other = new PeopleServer
        {
            Change = realm => realm["identityProviderMappers"] = new JsonArray(JsonNode.Parse(
                """{ "name": "n", "identityProviderAlias": "land", "identityProviderMapper": "oidc-username-idp-mapper", "config": { "template": "${ALIAS}.${CLAIM.preferred_username}", "target": "LOCAL", "syncMode": "IMPORT" } }""")),
        };
        var own = other.Browser();
        var sent = await BeginAsync(own);
        other.Provider.Says(Person, sent["nonce"]!, other.Time.GetUtcNow());
        other.Provider.Claims["preferred_username"] = "Grace";
        await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        Assert.True(await other.InAsync("sea", database => database.Set<Account>().AnyAsync(account => account.Username == "land.grace")));
    }

    [Fact]
    public async Task Hint_leads_to_the_provider_without_a_page_between()
    {
        var answer = await Tab.GetAsync($"{Browser.SignInUrl()}&kc_idp_hint=land");
        Assert.StartsWith("/realms/sea/broker/land/login?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Realm_proves_itself_by_a_secret_where_the_realm_file_says_so(string method)
    {
        await using var other = new PeopleServer { Change = realm => realm["identityProviders"]![0]!["config"]!["clientAuthMethod"] = method };
        var own = other.Browser();
        var sent = await BeginAsync(own);
        other.Provider.Says(Person, sent["nonce"]!, other.Time.GetUtcNow());
        await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        var (_, form, authorization) = other.Provider.Requests.Last(request => request.Path == "/token");
        Assert.Equal(method == "client_secret_post", form.ContainsKey("client_secret"));
        Assert.Equal(method == "client_secret_basic", authorization?.StartsWith("Basic ", StringComparison.Ordinal) ?? false);
        Assert.DoesNotContain("client_assertion", form.Keys);
    }
}
