using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests;

/// <summary>Pushed authorization requests (RFC 9126; threat 50).</summary>
public abstract class PushedRequestTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : PushedRequestTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : PushedRequestTests(server);

    [Fact]
    public async Task A_pushed_request_lives_for_a_minute()
    {
        var pushed = (await Connecting().PushAsync(Request(Connecting()))).Succeeded();
        Assert.Equal(System.Net.HttpStatusCode.Created, pushed.Status);
        LivesFor(60, pushed["expires_in"]);
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", pushed["request_uri"]);
    }

    [Fact]
    public async Task A_client_that_must_push_its_request_cannot_bring_it_by_the_browser() =>
        RefusedInTheBrowser(await NewBrowser().OpenAsync(await Connecting().FrontChannelAsync(Request(Connecting()))), Connecting(), "invalid_request");

    [Fact]
    public async Task A_request_uri_that_led_to_a_code_leads_nowhere_again()
    {
        var pushed = (await SignIn().PushAsync(SignIn().AuthorizationRequest("openid", Pkce.CreateVerifier()))).Succeeded();
        var address = await SignIn().FrontChannelAsync(pushed["request_uri"]!);
        var browser = NewBrowser();
        Assert.NotNull(Assert.IsType<Arrival>(await browser.SignInAsync(await browser.OpenAsync(address), NewPerson("photoshare")))["code"]);

        RefusedInTheBrowser(await browser.OpenAsync(address), SignIn(), "invalid_request", "invalid_request_uri");
        RefusedInTheBrowser(await NewBrowser().OpenAsync(address), SignIn(), "invalid_request", "invalid_request_uri");
    }

    [Fact]
    public async Task A_request_uri_that_led_to_a_code_by_a_consent_page_leads_nowhere_again()
    {
        var pushed = (await Connecting().PushAsync(Request(Connecting()))).Succeeded();
        var address = await Connecting().FrontChannelAsync(pushed["request_uri"]!);
        var browser = NewBrowser();
        var end = await browser.ConsentAsync(await browser.SignInAsync(await browser.OpenAsync(address), NewPerson()));
        Assert.NotNull(Assert.IsType<Arrival>(end)["code"]);

        var again = await NewBrowser().OpenAsync(address);
        if (Server.Has(Difference.RequestUriOutlivesConsent)) Assert.NotNull(Assert.IsType<Page>(again).SignInForm);
        else RefusedInTheBrowser(again, Connecting(), "invalid_request", "invalid_request_uri");
    }

    [Fact]
    public async Task A_request_uri_of_another_client_is_refused()
    {
        var pushed = (await Second().PushAsync(Request(Second()))).Succeeded();
        var stop = await NewBrowser().OpenAsync(await Connecting(Variants.Crowded).FrontChannelAsync(pushed["request_uri"]!));
        RefusedInTheBrowser(stop, Second(), "invalid_request", "invalid_request_uri", "invalid_client");
    }

    [Fact]
    public async Task A_request_uri_of_another_realm_is_refused()
    {
        var pushed = (await Connecting().PushAsync(Request(Connecting()))).Succeeded();
        var stop = await NewBrowser().OpenAsync(await Connecting("instapic").FrontChannelAsync(pushed["request_uri"]!));
        RefusedInTheBrowser(stop, Connecting("instapic"), "invalid_request", "invalid_request_uri");
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:request_uri:made-up")]
    [InlineData("http://127.0.0.1:1/request.jwt")]
    public async Task A_request_uri_that_the_server_did_not_give_is_refused_and_not_fetched(string requestUri) =>
        RefusedInTheBrowser(await NewBrowser().OpenAsync(await Connecting().FrontChannelAsync(requestUri)), Connecting(), "invalid_request", "invalid_request_uri", "request_uri_not_supported");

    [Fact]
    public async Task A_request_uri_is_refused_after_its_life_time()
    {
        var client = Connecting(Variants.Hasty);
        var pushed = (await client.PushAsync(Request(client))).Succeeded();
        LivesFor(5, pushed["expires_in"]);
        await Task.Delay(TimeSpan.FromSeconds(6.1));
        RefusedInTheBrowser(await NewBrowser().OpenAsync(await client.FrontChannelAsync(pushed["request_uri"]!)), client, "invalid_request", "invalid_request_uri");
    }

    [Theory]
    [InlineData("scope", "openid photos.read photos.write")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("state", "another")]
    public async Task What_stands_beside_a_request_uri_changes_nothing_of_what_was_pushed(string parameter, string value)
    {
        var request = Request(Connecting());
        var state = request.Single(pair => pair.Key == "state").Value;
        var pushed = (await Connecting().PushAsync(request)).Succeeded();
        var browser = NewBrowser();
        var stop = await browser.OpenAsync(await Connecting().FrontChannelAsync(
            new Parameters { { "client_id", "photoshare" }, { "request_uri", pushed["request_uri"]! }, { parameter, value } }));
        if (stop is Page { IsError: true }) return;

        var consent = await browser.SignInAsync(stop, NewPerson());
        Assert.DoesNotContain("Add photos", Assert.IsType<Page>(consent).Text);
        var arrival = Assert.IsType<Arrival>(await browser.ConsentAsync(consent));
        Assert.StartsWith(Connecting().RedirectUri, arrival.Uri.ToString());
        Assert.Equal(state, arrival["state"]);
    }

    [Fact]
    public async Task What_was_not_pushed_cannot_be_added_in_the_browser()
    {
        var pushed = (await Connecting().PushAsync(Request(Connecting()))).Succeeded();
        var end = await NewBrowser().OpenAsync(await Connecting().FrontChannelAsync(
            new Parameters { { "client_id", "photoshare" }, { "request_uri", pushed["request_uri"]! }, { "prompt", "none" } }));
        // Refused, or as if it were not there: the person is asked to sign in, and no login_required goes to the client.
        if (end is Page { SignInForm: not null }) return;
        RefusedInTheBrowser(end, Connecting(), "invalid_request", "invalid_request_object");
    }

    [Fact]
    public async Task A_pushed_request_cannot_hold_a_request_uri() =>
        Refused(await Connecting().PushAsync(Request(Connecting()).With("request_uri", "urn:ietf:params:oauth:request_uri:x")), "invalid_request");

    private static Parameters Request(TestClient client) => client.AuthorizationRequest(Photos, Pkce.CreateVerifier());
}
