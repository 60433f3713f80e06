using System.Net;
using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Dance.Tests.Watching;

/// <summary>Dance alone, beside a real Keycloak and a client that has none of our code.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class BesideKeycloakTests
{
    // What a person is asked, and what is fetched once only, depends on who danced before.
    private static readonly string[] NotAlways = ["sign_in_page", "consent_page", "consent", "key_set", "discovery"];

    private static readonly string[] BodyOnly = ["code_once", "code_back_channel", "pkce_verifier", "scope_no_wider", "assertion_aud"];

    [Fact]
    public async Task The_dance_of_a_foreign_client_is_watched_whether_its_request_is_pushed_or_not()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KEYCLOAK_HOME")), "KEYCLOAK_HOME is not set: it names the folder of a Keycloak 26 distribution, built with tracing and an in-memory database");
        var settings = new Dictionary<string, string>();
        await using var keycloak = new KeycloakServer { Settings = settings };
        using var dance = new DanceAlone(keycloak.Issuer("photoshare"), keycloak.Issuer("crowded"));
        foreach (var (name, value) in Tracing(dance.Address)) settings[name] = value;
        await dance.ServesAsync();
        await dance.ShowsAsync("is not watched yet: it can&#x27;t be reached");
        await keycloak.InitializeAsync();
        await keycloak.ReadyAsync();
        await using var client = await ForeignClient.StartAsync(dance.Address, await keycloak.DiscoverAsync("crowded"), "secretive", Variants.Secret, AuthorizationServerUnderTest.ClientUrl + ForeignClient.Callback);
        await dance.ShowsAsync($"{keycloak.Issuer("crowded")}</code> is watched");

        await DanceAsync(keycloak, client, push: false);
        var plain = await dance.DanceAsync(HasEnded);
        Assert.Equal(["redirect_out", "authorization_request", "sign_in", "redirect_back", "callback", "token_request", "user_info"], Steps(plain));
        Assert.Equal(["browser", "client@shop", "authorization_server@crowded"], plain["parties"]!.AsArray().Select(party => (string)party!));
        Assert.Equal("done", (string)plain["outcome"]!);
        Assert.Equal("kept", Verdict(plain, "state_returned"));
        Assert.All(BodyOnly, rule => Assert.Equal("not_seen", Verdict(plain, rule)));
        Assert.Null(Hop(plain, "authorization_request")["inferred"]);

        await DanceAsync(keycloak, client, push: true);
        var pushed = await dance.DanceAsync(HasEnded, (string)plain["id"]!);
        Assert.Equal(["pushed_request", "redirect_out", "authorization_request", "sign_in", "redirect_back", "callback", "token_request", "user_info"], Steps(pushed));
        Assert.NotNull(Hop(pushed, "authorization_request")["inferred"]);
        Assert.All([.. BodyOnly, "pkce_s256", "pushed_request_once"], rule => Assert.Equal("not_seen", Verdict(pushed, rule)));
    }

    private static Dictionary<string, string> Tracing(Uri dance) => new()
    {
        // The three that the start page names; the last is for the test's patience.
        ["KC_TRACING_ENABLED"] = "true",
        ["KC_TRACING_ENDPOINT"] = dance.ToString().TrimEnd('/'),
        ["KC_TRACING_PROTOCOL"] = "http/protobuf",
        ["QUARKUS_OTEL_BSP_SCHEDULE_DELAY"] = "500ms",
    };

    private static async Task DanceAsync(KeycloakServer keycloak, ForeignClient client, bool push)
    {
        var browser = new Browser(keycloak);
        using var login = await keycloak.BrowserHttp.GetAsync(new Uri(client.Address, $"/login?push={push}"));
        var at = await browser.SignInAsync(await browser.OpenAsync(login.Headers.Location!), keycloak.NewPerson("crowded"));
        if (at is Page { ConsentForm: not null }) at = await browser.ConsentAsync(at);
        // Where the realm file says that the client is, it is not: the rest of the way is the test's.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Address, Assert.IsType<Arrival>(at).Uri.PathAndQuery));
        request.Headers.Host = new Uri(AuthorizationServerUnderTest.ClientUrl).Authority;
        using var answer = await keycloak.BrowserHttp.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // Both ends have told of the last exchange, and the first request has come.
    private static bool HasEnded(JsonNode dance) => Hops(dance).Any(hop => (string)hop["step"]! == "authorization_request")
        && Hops(dance).Any(hop => (string)hop["step"]! == "user_info" && hop["recordedBy"]!.AsArray().Count == 2);

    private static IEnumerable<JsonNode> Hops(JsonNode dance) => dance["hops"]!.AsArray().Select(hop => hop!);

    private static JsonNode Hop(JsonNode dance, string step) => Hops(dance).Single(hop => (string)hop["step"]! == step);

    private static IEnumerable<string> Steps(JsonNode dance) => Hops(dance).Select(hop => (string)hop["step"]!).Where(step => !NotAlways.Contains(step));

    private static string Verdict(JsonNode dance, string rule) => (string)dance["rules"]!.AsArray().Single(one => (string)one!["id"]! == rule)!["verdict"]!;
}

/// <summary>The client's spans are made in the tests' own process, where other tests' hosts would redact them before they are sent.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
