using System.Collections.Specialized;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using PhotoShare.AuthorizationServer.Tests.SignIn;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.Tests.Hops;

/// <summary>Plays the client, the person with their browser and the photo API, and remembers every secret that passes through their hands.</summary>
internal sealed partial class Player
{
    private static readonly string[] SecretParameters = ["code", "state", "nonce", "request_uri", "code_challenge", "continue", "__RequestVerificationToken"];

    private readonly FederationServer server;
    private readonly string realm;
    private readonly HttpClient http;
    private readonly Browser browser;

    public Player(FederationServer server, string realm)
    {
        (this.server, this.realm) = (server, realm);
        http = server.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new Uri(FederationServer.Address) });
        browser = new Browser(http);
        Secrets.AddRange([Verifier, State, Nonce, "demo-ada", FederationServer.ApiSecret, FederationServer.FingerprintKey]);
    }

    public List<string> Secrets { get; } = [];

    public string State { get; } = RandomValue.Create();

    public string Nonce { get; } = RandomValue.Create();

    public string Verifier { get; } = Pkce.CreateVerifier();

    public string RequestUri { get; private set; } = "";

    /// <summary>The addresses where the browser was.</summary>
    public List<Uri> Visited { get; } = [];

    private string Issuer => $"{FederationServer.Address}/realms/{realm}";

    private string Callback => $"{FederationServer.Client}/connections/{realm}/callback";

    /// <summary>From the pushed request to the redirect back to the client.</summary>
    /// <param name="by">The identity provider whose button the person presses; none for the password.</param>
    public async Task<NameValueCollection> AuthorizeAsync(string decision = "yes", string? by = null, string password = "demo-ada")
    {
        var pushed = await PostAsync("ext/par/request", new()
        {
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid photos.read offline_access",
            ["state"] = State,
            ["nonce"] = Nonce,
            ["prompt"] = "consent",
            ["code_challenge"] = Pkce.Challenge(Verifier),
            ["code_challenge_method"] = Pkce.Method,
        });
        RequestUri = pushed["request_uri"].GetString()!;
        var answer = await GetAsync(new Uri($"{Issuer}/protocol/openid-connect/auth?client_id=photoshare&request_uri={Uri.EscapeDataString(RequestUri)}"));
        for (var steps = 0; steps < 20; steps++)
        {
            var (page, at) = (await answer.Content.ReadAsStringAsync(), answer.RequestMessage!.RequestUri!);
            if (answer.Headers.Location is { } location)
            {
                var next = new Uri(at, location);
                Harvest(next.Query);
                if (next.Host == "web.test") return HttpUtility.ParseQueryString(next.Query);
                answer = await GetAsync(next);
            }
            else if (page.Contains("name=\"decision\"", StringComparison.Ordinal)) answer = await PostAsync(at, page, [new("decision", decision)]);
            else if (by is not null && Link(by).Match(page) is { Success: true } link) answer = await GetAsync(new Uri(at, WebUtility.HtmlDecode(link.Groups[1].Value)));
            else if (page.Contains("name=\"password\"", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.OK) answer = await PostAsync(at, page, [new("username", "ada"), new("password", password)]);
            else return [];
        }
        throw new InvalidOperationException("The dance goes round in circles.");
    }

    public Task<Dictionary<string, JsonElement>> RedeemAsync(string code) =>
        PostAsync("token", new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Callback, ["code_verifier"] = Verifier });

    public Task<Dictionary<string, JsonElement>> RefreshAsync(string token) => PostAsync("token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

    public Task RevokeAsync(string token) => PostAsync("revoke", new() { ["token"] = token });

    public async Task UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Issuer}/protocol/openid-connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async Task IntrospectAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/protocol/openid-connect/token/introspect") { Content = new FormUrlEncodedContent([new("token", token)]) };
        request.Headers.Authorization = BasicCredentials.Header($"{realm}-api", FederationServer.ApiSecret);
        Secrets.Add(request.Headers.Authorization.Parameter!);
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async Task DiscoverAsync()
    {
        (await http.GetAsync($"{Issuer}/.well-known/openid-configuration")).EnsureSuccessStatusCode();
        (await http.GetAsync($"{Issuer}/protocol/openid-connect/certs")).EnsureSuccessStatusCode();
    }

    public Task SignOutAsync(string idToken) => browser.GetAsync($"{Issuer}/protocol/openid-connect/logout?client_id=photoshare&id_token_hint={idToken}");

    private async Task<Dictionary<string, JsonElement>> PostAsync(string endpoint, Dictionary<string, string> form)
    {
        (form["client_id"], form["client_assertion_type"]) = ("photoshare", ClientAssertion.Type);
        Secrets.Add(form["client_assertion"] = server.Key.Assertion("photoshare", Issuer, TimeProvider.System.GetUtcNow()));
        using var response = await http.PostAsync($"{Issuer}/protocol/openid-connect/{endpoint}", new FormUrlEncodedContent(form));
        var text = await response.Content.ReadAsStringAsync();
        var answer = text.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
        foreach (var name in (string[])["request_uri", "access_token", "refresh_token", "id_token"])
            if (answer.TryGetValue(name, out var secret)) Secrets.Add(secret.GetString()!);
        return answer;
    }

    private async Task<HttpResponseMessage> GetAsync(Uri url)
    {
        Visited.Add(url);
        Harvest(url.Query);
        return Harvest(await browser.GetAsync(url.ToString()));
    }

    private async Task<HttpResponseMessage> PostAsync(Uri page, string html, IEnumerable<KeyValuePair<string, string>> answers)
    {
        var hidden = Browser.Hidden(html).ToList();
        Secrets.AddRange(hidden.Where(field => SecretParameters.Contains(field.Key)).Select(field => field.Value));
        return Harvest(await browser.PostAsync(new Uri(page, WebUtility.HtmlDecode(Action().Match(html).Groups[1].Value)).ToString(), [.. hidden, .. answers]));
    }

    private HttpResponseMessage Harvest(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            Secrets.AddRange(cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)[1]).Where(value => value.Length > 0));
        return answer;
    }

    private void Harvest(string query)
    {
        var parameters = HttpUtility.ParseQueryString(query);
        Secrets.AddRange(SecretParameters.Select(name => parameters[name]).OfType<string>());
    }

    /// <summary>Secrets that a text holds: in clear, encoded for URLs or in base64, and the parts of tokens.</summary>
    public IEnumerable<string> FoundIn(string text) => Secrets.Distinct().Where(secret => Disguises(secret).Any(disguise => text.Contains(disguise, StringComparison.Ordinal)));

    private static IEnumerable<string> Disguises(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return HttpUtility.UrlEncode(secret);
        // Without its end, which depends on what follows.
        var bytes = Encoding.UTF8.GetBytes(secret);
        if (bytes.Length >= 8) yield return Convert.ToBase64String(bytes, 0, bytes.Length / 3 * 3).TrimEnd('=');
        if (secret.Split('.') is [_, { Length: > 20 } payload, { Length: > 20 } signature])
        {
            yield return payload;
            yield return signature;
        }
    }

    private static Regex Link(string provider) => new($"href=\"([^\"]*/broker/{provider}/login[^\"]*)\"");

    [GeneratedRegex("""<form[^>]*action="([^"]*)""")]
    private static partial Regex Action();
}
