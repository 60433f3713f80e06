using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>
/// A whole run, and then every byte that was told about it: spans, logs and metrics as the services sent them, dances as Dance keeps and shows them,
/// and what it passed on, searched for every secret that passed over the wire.
/// </summary>
public abstract partial class TelemetryScanTests(RunningSystem system, Browsers browsers) : IAsyncLifetime
{
    private static readonly string[] Kinds =
        ["code", "state", "nonce", "request_uri", "code_verifier", "client_assertion", "access_token", "refresh_token", "id_token", "token", "cookie", "Authorization", "password"];

    // Danced by the run, the last of them by both servers at its very end.
    private static readonly string[] Steps = ["pushed_request", "consent", "token_request", "refresh", "introspection", "revocation", "refused_read"];

    private Person? _person;

    private Person Person => _person!;

    private Uri Dance => new($"http://127.0.0.1:{system.Running.AuthorizationServer.Port - 8080 + 5040}");

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        _person = await browsers.NewPersonAsync(system.Running.Web);
    }

    [Fact]
    public async Task Nothing_secret_of_a_whole_run_is_sent_kept_shown_passed_on_or_logged()
    {
        await RunAsync();
        var secrets = new Dictionary<string, string>(KnownSecrets.Of(system.Wire.Exchanges)) { ["demo-ben"] = "password" };
        foreach (var cookie in (await Person.Browser.CookiesAsync()).Where(cookie => cookie.Value.Length > 12)) secrets[cookie.Value] = "cookie";
        var scan = new SecretScan(secrets);

        // It can fail: on the wire, where all of it was said, it finds every kind.
        var onTheWire = scan.Find(string.Join('\n', system.Wire.Exchanges.Select(exchange => $"{exchange}{string.Join('\n', exchange.Sent)}{string.Join('\n', exchange.Received)}")));
        Assert.All(Kinds, kind => Assert.Contains(onTheWire, found => found.StartsWith($"{kind} ", StringComparison.Ordinal)));

        var shown = await ShownAsync();
        var sent = await system.Telemetry.FlushedAsync([system.Running.Web, system.Running.FriendbookApi]);
        var kept = await KeptByDance.ReadAsync(system.Running);
        var logged = string.Join('\n', system.Running.Data.EnumerateFiles("*.log", SearchOption.AllDirectories).Select(ReadShared));

        Assert.Multiple(
            () => Assert.Empty(scan.Find(sent)),
            () => Assert.Empty(scan.Find(kept)),
            () => Assert.Empty(scan.Find(shown)),
            () => Assert.Empty(scan.Find(logged)),
            // The console names the demo accounts on purpose, for people to sign in with.
            () => Assert.Empty(new SecretScan(secrets.Where(secret => secret.Key != "demo-ben").ToDictionary()).Find(system.Running.Output)));
        // And there was something to search.
        Assert.Contains("oauth.hop.step", sent, StringComparison.Ordinal);
        // Only by Dance does anything of the authorization server get there.
        Assert.Contains("keycloak", sent, StringComparison.Ordinal);
        Assert.Contains("token_request", kept, StringComparison.Ordinal);
        Assert.Contains("fp:", shown, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_person is not null) await _person.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    // Both networks, federation, a denial, a refresh, both disconnects.
    private async Task RunAsync()
    {
        await Person.SignInAsync(Person.Ben);
        await Person.PressConnectAsync("Friendbook");
        await Person.GiveCredentialsIfAskedAsync(Person.Ben);
        await Person.SayNoAsync();
        await Assertions.Expect(Person.Heading("You said no, and that is fine")).ToBeVisibleAsync();

        // Tokens that are about to end: Web refreshes them when it needs them next.
        system.Wire.Alter = body => LifeTime().Replace(body, "\"expires_in\":11");
        await Person.PressConnectAsync("Friendbook");
        await Person.GiveCredentialsIfAskedAsync(Person.Ben);
        await Person.SayYesAsync();
        await Person.KeepAsync("Friendbook");
        await Person.OpenFirstPhotoAsync("friendbook");
        while (!system.Wire.Exchanges.Any(exchange => exchange.Body.Contains("grant_type=refresh_token", StringComparison.Ordinal)))
            await Person.OpenAsync("/connections/friendbook/albums");
        system.Wire.Alter = null;

        await Person.PressConnectAsync("Instapic");
        await Person.ChooseProviderAsync("friendbook");
        await Person.GiveCredentialsIfAskedAsync(Person.Ben);
        await Person.SayYesAsync();
        await Person.KeepAsync("Instapic");
        await Person.OpenFirstPhotoAsync("instapic");
        await Person.DisconnectAsync("Friendbook");
        await Person.DisconnectAsync("Instapic");
    }

    /// <summary>The list, and every dance of it in both views and all exports, once all that was danced has arrived.</summary>
    private async Task<string> ShownAsync()
    {
        var page = Person.Browser.APIRequest;
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var pages = new List<string> { await TextAsync(page, "/") };
            var ids = Ids(pages[0]);
            // A dance's page leads to what followed it.
            for (var i = 0; i < ids.Count; i++)
            {
                foreach (var form in (string[])["?view=balcony", "?view=front-row", ".json", ".mmd", ".svg"]) pages.Add(await TextAsync(page, $"{ids[i]}{form}"));
                ids = [.. ids.Union(Ids(pages[^4]))];
            }
            var shown = string.Join('\n', pages);
            if (Steps.All(step => shown.Contains($"\"{step}\"", StringComparison.Ordinal))) return shown;
            var missing = string.Join(", ", Steps.Where(step => !shown.Contains($"\"{step}\"", StringComparison.Ordinal)));
            try { await Task.Delay(500, bound.Token); }
            catch (TaskCanceledException) { Assert.Fail($"Of what was danced, Dance never showed: {missing}"); }
        }
    }

    private static List<string> Ids(string page) => [.. ADance().Matches(page).Select(match => match.Value).Distinct()];

    private async Task<string> TextAsync(IAPIRequestContext http, string path) => await (await http.GetAsync(new Uri(Dance, path).ToString())).TextAsync();

    private static string ReadShared(FileInfo file)
    {
        using var reader = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    [GeneratedRegex("/dances/[0-9a-f]{32}")]
    private static partial Regex ADance();

    [GeneratedRegex("\"expires_in\"\\s*:\\s*[0-9]+")]
    private static partial Regex LifeTime();
}

[Collection(nameof(EmbeddedSystem))]
public sealed class TelemetryScanOnTheEmbeddedServerTests(EmbeddedSystem system, Browsers browsers) : TelemetryScanTests(system, browsers);

[Collection(nameof(KeycloakSystem))]
public sealed class TelemetryScanOnKeycloakTests(KeycloakSystem system, Browsers browsers) : TelemetryScanTests(system, browsers);
