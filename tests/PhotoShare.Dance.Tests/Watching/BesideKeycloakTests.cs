using System.Diagnostics;
using System.Net;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Tests.Hosting;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Watching;

/// <summary>Dance alone, beside a real Keycloak and a client that has none of our code.</summary>
public sealed class BesideKeycloakTests
{
    private static readonly Party Shop = Party.Client(ForeignClient.Service), Server = Party.AuthorizationServer("crowded");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task The_dance_of_a_foreign_client_is_watched_whether_its_request_is_pushed_or_not()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KEYCLOAK_HOME")), "KEYCLOAK_HOME is not set: it names the folder of a Keycloak 26 distribution, built with tracing and an in-memory database");
        var settings = new Dictionary<string, string>();
        await using var keycloak = new KeycloakServer { Settings = settings };
        await using var dance = new DanceHost(new() { ["Dance:Issuers:0"] = keycloak.Issuer("crowded") });
        foreach (var (name, value) in Tracing(dance.Address)) settings[name] = value;
        await keycloak.InitializeAsync();
        await keycloak.ReadyAsync();
        await using var client = await ForeignClient.StartAsync(dance.Address, await keycloak.DiscoverAsync("crowded"), "secretive", Variants.Secret, AuthorizationServerUnderTest.ClientUrl + ForeignClient.Callback);
        await ShowsAsync(dance, "has been read");

        await DanceAsync(keycloak, client, push: false);
        var plain = await EndedAsync(dance, []);
        Assert.Equal(
            ["redirect_out", "authorization_request", "sign_in", "redirect_back", "callback", "token_request", "user_info"],
            plain.Hops.Select(hop => hop.Step.Id).Except(["sign_in_page", "consent_page", "consent", "key_set", "discovery"]));
        Assert.Equal([Party.Browser, Shop, Server], plain.Parties);
        Assert.Equal((ForeignClient.Service, "keycloak"), (RecordedBy(plain, HopSteps.TokenRequest)[0], RecordedBy(plain, HopSteps.TokenRequest)[1]));
        Assert.Equal(Verdict.Kept, plain.Rules.Single(rule => rule.Rule.Id == "state_returned").Verdict);
        Assert.All(plain.Rules.Where(rule => rule.Rule.Id is "code_once" or "code_back_channel" or "pkce_verifier" or "scope_no_wider"), rule => Assert.Equal(Verdict.NotSeen, rule.Verdict));

        await DanceAsync(keycloak, client, push: true);
        var pushed = await EndedAsync(dance, [plain.Id]);
        Assert.Equal(
            ["pushed_request", "redirect_out", "authorization_request", "sign_in", "redirect_back", "callback", "token_request", "user_info"],
            pushed.Hops.Select(hop => hop.Step.Id).Except(["sign_in_page", "consent_page", "consent", "key_set", "discovery"]));
        Assert.NotNull(pushed.Hops.Single(hop => hop.Step == HopSteps.AuthorizationRequest).Inferred);
    }

    private static Dictionary<string, string> Tracing(Uri dance) => new()
    {
        // The three that the start page names; the last is for the test's patience.
        ["KC_TRACING_ENABLED"] = "true",
        ["KC_TRACING_ENDPOINT"] = dance.ToString().TrimEnd('/'),
        ["KC_TRACING_PROTOCOL"] = "http/protobuf",
        ["QUARKUS_OTEL_BSP_SCHEDULE_DELAY"] = "500ms",
    };

    private static IReadOnlyList<string> RecordedBy(WatchedDance dance, HopStep step) => dance.Hops.Single(hop => hop.Step == step).RecordedBy;

    private static async Task DanceAsync(KeycloakServer keycloak, ForeignClient client, bool push)
    {
        var browser = new Browser(keycloak);
        var login = await keycloak.BrowserHttp.GetAsync(new Uri(client.Address, $"/login?push={push}"));
        var at = await browser.SignInAsync(await browser.OpenAsync(login.Headers.Location!), keycloak.NewPerson("crowded"));
        if (at is Page { ConsentForm: not null }) at = await browser.ConsentAsync(at);
        // Where the realm file says that the client is, it is not: the rest of the way is the test's.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.Address, Assert.IsType<Arrival>(at).Uri.PathAndQuery));
        request.Headers.Host = new Uri(AuthorizationServerUnderTest.ClientUrl).Authority;
        using var answer = await keycloak.BrowserHttp.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task ShowsAsync(DanceHost dance, string text)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100))
        {
            using var page = await dance.GetAsync("/");
            if ((await page.Content.ReadAsStringAsync()).Contains(text, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"The page never said: {text}.");
    }

    // By its last hop; by then all others have come, or never will.
    private static async Task<WatchedDance> EndedAsync(DanceHost dance, string[] others)
    {
        IReadOnlyList<WatchedDance> dances = [];
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(200))
        {
            dances = [.. (await dance.Book.ListAsync(default)).Where(one => !others.Contains(one.Id))];
            if (dances is [var only] && only.Hops.Any(hop => hop.Step == HopSteps.UserInfo && hop.RecordedBy.Count == 2) && only.Hops.Any(hop => hop.Step == HopSteps.AuthorizationRequest)) return only;
        }
        throw new Xunit.Sdk.XunitException($"There is no one dance with all its hops, but: {string.Join(" | ", dances.Select(one => $"{one.Id} {one.Kind}: {string.Join(' ', one.Hops.Select(hop => $"{hop.Step.Id}({hop.From}>{hop.To})"))}"))}");
    }
}
