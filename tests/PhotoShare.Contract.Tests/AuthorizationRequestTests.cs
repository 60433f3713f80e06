using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests;

/// <summary>What may be asked for, and how (RFC 6749 section 4.1.1, RFC 7636, RFC 9126; threats 2, 3, 9, 37, 51).</summary>
public abstract class AuthorizationRequestTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : AuthorizationRequestTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : AuthorizationRequestTests(server);

    [Fact]
    public async Task A_request_without_a_code_challenge_is_refused() =>
        Refused(await PushAsync(("code_challenge", null), ("code_challenge_method", null)), "invalid_request");

    [Fact]
    public async Task A_request_with_a_plain_code_challenge_is_refused() =>
        Refused(await PushAsync(("code_challenge_method", "plain")), "invalid_request");

    [Fact]
    public async Task A_request_with_a_challenge_but_no_method_which_means_plain_is_refused() =>
        Refused(await PushAsync(("code_challenge_method", null)), "invalid_request");

    [Theory]
    [InlineData("?x=1")]
    [InlineData("/")]
    [InlineData("/../../elsewhere")]
    [InlineData("#fragment")]
    public async Task A_redirect_uri_with_something_appended_is_refused(string appended) =>
        Refused(await PushAsync(("redirect_uri", Connecting().RedirectUri + appended)), "invalid_request", "invalid_redirect_uri");

    [Theory]
    [InlineData("http://localhost:5011/connections/friendbook/callback")]
    [InlineData("http://localhost:5010/connections/instapic/callback")]
    [InlineData("https://localhost:5010/connections/friendbook/callback")]
    [InlineData("http://127.0.0.1:5010/connections/friendbook/callback")]
    [InlineData("https://evil.example/connections/friendbook/callback")]
    [InlineData("http://localhost:5010@evil.example/connections/friendbook/callback")]
    public async Task Another_redirect_uri_is_refused(string redirectUri) =>
        Refused(await PushAsync(("redirect_uri", redirectUri)), "invalid_request", "invalid_redirect_uri");

    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("id_token token")]
    [InlineData("code id_token")]
    [InlineData("code token")]
    public async Task A_response_type_other_than_code_is_refused(string responseType) =>
        Refused(await PushAsync(("response_type", responseType)), "unsupported_response_type", "unauthorized_client");

    [Fact]
    public async Task A_scope_that_nobody_knows_is_refused() =>
        Refused(await PushAsync(("scope", "openid photos.steal")), "invalid_scope", "invalid_request");

    [Fact]
    public async Task A_scope_that_is_not_the_clients_is_refused() =>
        Refused(await PushAsync(("scope", "openid photos.read email")), "invalid_scope", "invalid_request");

    [Fact]
    public async Task A_parameter_that_is_sent_twice_is_refused()
    {
        var request = Connecting().AuthorizationRequest(Photos, Pkce.CreateVerifier());
        request.Add("scope", "openid");
        Refused(await Connecting().PushAsync(request), "invalid_request");
    }

    [Fact]
    public async Task A_request_is_not_pushed_for_somebody_who_is_not_the_client()
    {
        var unauthenticated = await Connecting().SendAsync("pushed_authorization_request_endpoint", Connecting().AuthorizationRequest(Photos, Pkce.CreateVerifier()));
        Refused(unauthenticated, "invalid_client", "invalid_request", "unauthorized_client");
    }

    [Fact]
    public async Task In_the_browser_another_redirect_uri_ends_on_a_page_and_leads_nowhere()
    {
        foreach (var redirectUri in new[] { Secretive().RedirectUri + "?x=1", "https://evil.example/", "//evil.example", "javascript:alert(1)" })
        {
            var request = Secretive().AuthorizationRequest(Photos, Pkce.CreateVerifier()).With("redirect_uri", redirectUri);
            var page = Assert.IsType<Page>(await NewBrowser().OpenAsync(await Secretive().FrontChannelAsync(request)));
            Assert.True(page.IsError, page.Text);
            Assert.DoesNotContain("evil.example", string.Concat(page.Hops.Select(hop => hop.Location)));
        }
    }

    [Fact]
    public async Task In_the_browser_an_unknown_client_ends_on_a_page()
    {
        var request = Secretive().AuthorizationRequest(Photos, Pkce.CreateVerifier()).With("client_id", "nobody");
        var page = Assert.IsType<Page>(await NewBrowser().OpenAsync(await Secretive().FrontChannelAsync(request)));
        Assert.True(page.IsError, page.Text);
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("scope", "openid photos.steal")]
    public async Task In_the_browser_a_bad_request_gives_no_code(string parameter, string? value)
    {
        var request = Secretive().AuthorizationRequest(Photos, Pkce.CreateVerifier()).With(parameter, value);
        var stop = await NewBrowser().OpenAsync(await Secretive().FrontChannelAsync(request));
        RefusedInTheBrowser(stop, Secretive(), "invalid_request", "unsupported_response_type", "unauthorized_client", "invalid_scope");
    }

    private Task<Answer> PushAsync(params (string Name, string? Value)[] changes) =>
        Connecting().PushAsync(Connecting().AuthorizationRequest(Photos, Pkce.CreateVerifier()).With(changes));
}
