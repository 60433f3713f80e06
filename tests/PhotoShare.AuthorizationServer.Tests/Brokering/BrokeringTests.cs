using System.Collections.Specialized;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Tests.SignIn;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.Tests.Brokering;

public sealed class BrokeringTests : IClassFixture<PeopleServer>
{
    private const string Endpoint = "/realms/sea/broker/land/endpoint";

    private readonly PeopleServer server;
    private readonly Browser browser;

    // Each test has a person of its own at the provider.
    private readonly string person = RandomValue.Create();

    public BrokeringTests(PeopleServer server)
    {
        this.server = server;
        browser = server.Browser();
        server.Provider.Reset();
    }

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
        var answer = await SignInAsync(person, claims => (claims["preferred_username"], claims["given_name"]) = ("grace", "Grace"));
        Assert.Equal(Browser.Continue, answer.Headers.Location!.ToString());
        Assert.True(await browser.IsSignedInAsync());
        await SignInAsync(person, claims => claims["preferred_username"] = "grace-has-another-name-now");

        var account = Assert.Single(await AccountsOfAsync(person));
        Assert.Equal(("grace", "Grace"), (account.Username, account.FirstName));
        Assert.Equal(["default-roles-sea"], account.Roles);
    }

    [Fact]
    public async Task Nobody_is_linked_by_user_name_or_email()
    {
        await SignInAsync(person, claims => (claims["preferred_username"], claims["email"], claims["email_verified"]) = ("ada", "ada@land.test", true));
        await SignInAsync($"another {person}", claims => claims["preferred_username"] = "ADA");
        var account = Assert.Single(await AccountsOfAsync(person));
        Assert.Equal("ada-2", account.Username);
        Assert.False(account.EmailVerified);
        Assert.Equal("ada-3", Assert.Single(await AccountsOfAsync($"another {person}")).Username);
    }

    [Fact]
    public async Task Same_person_in_several_tabs_at_once_gets_one_account()
    {
        var tabs = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var own = server.Browser();
            return (own, Sent: await BeginAsync(own));
        }));
        foreach (var (own, sent) in tabs)
        {
            server.Provider.Says(person, sent["nonce"]!, server.Time.GetUtcNow());
            await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        }

        Assert.Single(await AccountsOfAsync(person));
    }

    [Fact]
    public async Task Realm_proves_itself_by_its_own_key_to_the_issuer_alone()
    {
        var sent = await BeginAsync();
        await EndAsync(sent, person);
        var (_, form, _) = server.Provider.Requests.Single(request => request.Path == "/token");
        var keys = new JsonWebKeySet(await (await browser.GetAsync("/realms/sea/protocol/openid-connect/certs")).Content.ReadAsStringAsync());
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters { ValidIssuer = "sea", ValidAudience = "http://land.test", IssuerSigningKeys = keys.Keys, ValidateLifetime = false });
        Assert.True(result.IsValid);
        Assert.Equal("sea", result.Claims["sub"]);
        Assert.Equal(sent["code_challenge"], Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))));
        Assert.DoesNotContain("client_secret", form.Keys);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Realm_proves_itself_by_a_secret_where_the_realm_file_says_so(string method)
    {
        await using var other = new PeopleServer { Change = realm => realm["identityProviders"]![0]!["config"]!["clientAuthMethod"] = method };
        var own = other.Browser();
        var sent = await BeginAsync(own);
        other.Provider.Says(person, sent["nonce"]!, other.Time.GetUtcNow());
        await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        var (_, form, authorization) = other.Provider.Requests.Last(request => request.Path == "/token");
        Assert.Equal(method == "client_secret_post", form.ContainsKey("client_secret"));
        Assert.Equal(method == "client_secret_basic", authorization?.StartsWith("Basic ", StringComparison.Ordinal) ?? false);
        Assert.DoesNotContain("client_assertion", form.Keys);
    }

    [Theory]
    [InlineData("iss", "http://evil.test")]
    [InlineData("aud", "another-client")]
    [InlineData("nonce", "another-sign-in")]
    [InlineData("nonce", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("exp", 1)]
    [InlineData("exp", null)]
    [InlineData("nbf", 4102444800L)]
    [InlineData("azp", "another-client")]
    public async Task Id_token_with_a_wrong_claim_signs_nobody_in(string claim, object? value)
    {
        var answer = await SignInAsync(person, claims =>
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        });
        await NobodyIsSignedInAsync(answer, HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Id_token_for_several_clients_must_name_us_as_the_one_who_asked()
    {
        await NobodyIsSignedInAsync(await SignInAsync(person, claims => claims["aud"] = new[] { "sea", "another" }), HttpStatusCode.BadGateway);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(person, claims => (claims["aud"], claims["azp"]) = (new[] { "sea", "another" }, "sea"))).StatusCode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256 with the public key")]
    [InlineData("another key")]
    [InlineData("unknown key id")]
    [InlineData("not a token")]
    public async Task Id_token_that_the_provider_did_not_sign_signs_nobody_in(string trick)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        server.Provider.Sign = trick switch
        {
            "none" => payload => $"{Base64UrlEncoder.Encode("""{"alg":"none"}""")}.{Base64UrlEncoder.Encode(payload)}.",
            "HS256 with the public key" => payload => FakeProvider.SignBy(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(server.Provider.PublicKeys)) { KeyId = "land-1" }, "HS256"), payload),
            "another key" => payload => FakeProvider.SignBy(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "land-1" }, "ES256"), payload),
            "unknown key id" => payload => FakeProvider.SignBy(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "land-2" }, "ES256"), payload),
            _ => _ => "not a token",
        };
        await NobodyIsSignedInAsync(await SignInAsync(person), HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Answer_of_another_issuer_is_refused_before_anything_is_sent()
    {
        var answer = await EndAsync(await BeginAsync(), person, "&iss=http%3A%2F%2Fevil.test");
        await NobodyIsSignedInAsync(answer, HttpStatusCode.BadGateway);
        Assert.DoesNotContain(server.Provider.Requests, request => request.Path == "/token");
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
        if (trick == "twice") Assert.Equal(HttpStatusCode.Redirect, (await EndAsync(sent, person)).StatusCode);
        if (trick == "too late") server.Time.Advance(TimeSpan.FromMinutes(15));
        server.Provider.Requests.Clear();
        var query = trick switch
        {
            "another state" => "?code=c&state=forged",
            "no state" => "?code=c",
            "two states" => $"?code=c&state={sent["state"]}&state={sent["state"]}",
            _ => $"?code=c&state={sent["state"]}",
        };
        var answer = await (trick == "another browser" ? server.Browser() : browser).GetAsync(Endpoint + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(server.Provider.Requests);
    }

    [Fact]
    public async Task Person_who_says_no_gets_a_calm_page_with_a_way_back()
    {
        var sent = await BeginAsync();
        var answer = await browser.GetAsync($"{Endpoint}?error=access_denied&state={sent["state"]}");
        await NobodyIsSignedInAsync(answer, HttpStatusCode.Forbidden);
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(Browser.SignInUrl())}\"", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Provider_that_is_down_or_refuses_gets_a_calm_page()
    {
        server.Provider.Status = HttpStatusCode.BadRequest;
        await NobodyIsSignedInAsync(await SignInAsync(person), HttpStatusCode.BadGateway);
        server.Provider.Down = true;
        await NobodyIsSignedInAsync(await SignInAsync(person), HttpStatusCode.BadGateway);
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
        other.Provider.Says(person, sent["nonce"]!, other.Time.GetUtcNow());
        other.Provider.Claims["preferred_username"] = "Grace";
        await own.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
        Assert.True(await other.InAsync("sea", database => database.Set<Account>().AnyAsync(account => account.Username == "land.grace")));
    }

    [Fact]
    public async Task Hint_leads_to_the_provider_without_a_page_between()
    {
        var answer = await browser.GetAsync($"{Browser.SignInUrl()}&kc_idp_hint=land");
        Assert.StartsWith("/realms/sea/broker/land/login?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<NameValueCollection> BeginAsync(Browser? own = null)
    {
        var answer = await (own ?? browser).GetAsync($"/realms/sea/broker/land/login?continue={Uri.EscapeDataString(Browser.Continue)}");
        Assert.StartsWith("http://land.test/auth?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(answer.Headers.Location.Query);
    }

    private async Task<HttpResponseMessage> EndAsync(NameValueCollection sent, string subject, string more = "")
    {
        server.Provider.Says(subject, sent["nonce"]!, server.Time.GetUtcNow());
        return await browser.GetAsync($"{Endpoint}?code=c&state={sent["state"]}{more}");
    }

    private async Task<HttpResponseMessage> SignInAsync(string subject, Action<Dictionary<string, object>>? change = null)
    {
        var sent = await BeginAsync();
        server.Provider.Says(subject, sent["nonce"]!, server.Time.GetUtcNow());
        change?.Invoke(server.Provider.Claims);
        return await browser.GetAsync($"{Endpoint}?code=c&state={sent["state"]}");
    }

    private async Task NobodyIsSignedInAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Empty(await AccountsOfAsync(person));
    }

    private Task<List<Account>> AccountsOfAsync(string subject) => server.InAsync("sea", database => database.Set<FederatedIdentity>()
        .Where(identity => identity.Subject == subject && identity.Issuer == "http://land.test")
        .Join(database.Set<Account>(), identity => identity.AccountId, account => account.Id, (_, account) => account).ToListAsync());
}
