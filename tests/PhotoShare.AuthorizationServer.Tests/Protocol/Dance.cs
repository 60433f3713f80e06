using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>One client and one browser at one realm.</summary>
internal sealed partial class Dance(ServerFixture server, string realm, string client)
{
    private readonly CookieContainer cookies = new();

    public string Issuer => $"{ServerFixture.Address}/realms/{realm}";

    public string Verifier { get; } = Pkce.CreateVerifier();

    public HttpClient Http { get; } = server.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = new Uri(ServerFixture.Address) });

    public string Assertion(Action<Dictionary<string, object>>? change = null, string? type = null, string? audience = null) =>
        server.Key.Assertion(client, audience ?? Issuer, server.Time.GetUtcNow(), change, type);

    /// <summary>The parameters of an authorization request; a <see langword="null"/> takes one out.</summary>
    public Dictionary<string, string> Parameters(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string>
        {
            ["client_id"] = client,
            ["response_type"] = "code",
            ["redirect_uri"] = TestRealm.Callback,
            ["scope"] = "openid photos.read",
            ["state"] = "the-state",
            ["nonce"] = "the-nonce",
            ["code_challenge"] = Pkce.Challenge(Verifier),
            ["code_challenge_method"] = "S256",
        };
        return Changed(parameters, changes);
    }

    public async Task<string> PushAsync(params (string, string?)[] changes) => (await PostAsync("ext/par/request", Parameters(changes))).Succeeded()["request_uri"]!;

    /// <summary>A POST to an endpoint of the realm, with a fresh assertion unless the parameters prove the client otherwise.</summary>
    public Task<Answer> PostAsync(string path, Dictionary<string, string> parameters)
    {
        if (!parameters.ContainsKey("client_assertion") && !parameters.ContainsKey("client_secret"))
        {
            parameters["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            parameters["client_assertion"] = Assertion();
        }

        return SendAsync(path, new FormUrlEncodedContent(parameters));
    }

    public async Task<Answer> SendAsync(string path, HttpContent content, string? basic = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/protocol/openid-connect/{path}") { Content = content };
        if (basic is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(basic)));
        var response = await Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<Answer> RedeemAsync(string code, params (string, string?)[] changes) => PostAsync("token", Changed(new()
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = client,
        ["code"] = code,
        ["redirect_uri"] = TestRealm.Callback,
        ["code_verifier"] = Verifier,
    }, changes));

    public Task<Answer> RefreshAsync(string token, params (string, string?)[] changes) =>
        PostAsync("token", Changed(new() { ["grant_type"] = "refresh_token", ["client_id"] = client, ["refresh_token"] = token }, changes));

    public Task<Answer> RevokeAsync(string token) => PostAsync("revoke", new() { ["client_id"] = client, ["token"] = token });

    /// <summary>Asks as the API, by client_secret_basic.</summary>
    public Task<Answer> IntrospectAsync(string token) => SendAsync("token/introspect", new FormUrlEncodedContent([new("token", token)]),
        $"photo-api:{HttpUtility.UrlEncode(TestRealm.Secret)}");

    public async Task<Answer> UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Issuer}/protocol/openid-connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public Task<HttpResponseMessage> AuthorizeAsync(string requestUri) =>
        GetAsync($"{Issuer}/protocol/openid-connect/auth?client_id={client}&request_uri={Uri.EscapeDataString(requestUri)}");

    public Task<HttpResponseMessage> GetAsync(string url) => BrowseAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Goes from a page of the server to the redirect back to the client: signs in and says yes where asked.</summary>
    public async Task<HttpResponseMessage> FinishAsync(HttpResponseMessage response, string person = "ada", string decision = "yes")
    {
        for (var steps = 0; steps < 12; steps++)
        {
            var body = await response.Content.ReadAsStringAsync();
            if (response.Headers.Location is { } location)
            {
                var next = new Uri(new Uri(ServerFixture.Address), location);
                if (next.Host != "as.test") return response;
                response = await GetAsync(next.ToString());
            }
            else if (body.Contains("name=\"decision\"", StringComparison.Ordinal)) response = await SubmitAsync(body, response, [new("decision", decision)]);
            else if (body.Contains("name=\"password\"", StringComparison.Ordinal)) response = await SubmitAsync(body, response, [new("username", person), new("password", $"demo-{person}")]);
            else return response;
        }

        throw new InvalidOperationException("The dance goes round in circles.");
    }

    /// <summary>The whole way to a code.</summary>
    public async Task<string> CodeAsync(string scope = "openid photos.read", string person = "ada")
    {
        var answer = await FinishAsync(await AuthorizeAsync(await PushAsync(("scope", scope))), person);
        return Query(answer)["code"] ?? throw new InvalidOperationException(answer.ToString());
    }

    public async Task<Answer> TokensAsync(string scope = "openid photos.read", string person = "ada") => (await RedeemAsync(await CodeAsync(scope, person))).Succeeded();

    public static System.Collections.Specialized.NameValueCollection Query(HttpResponseMessage response) => HttpUtility.ParseQueryString(response.Headers.Location!.Query);

    /// <summary>Presses the button of a page's first form, after changing what it carries.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, params (string Name, string? Value)[] changes) => await SubmitAsync(await page.Content.ReadAsStringAsync(), page, [], changes);

    /// <summary>What another site can make this browser post.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string url, Dictionary<string, string> form) => BrowseAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) });

    private Task<HttpResponseMessage> SubmitAsync(string body, HttpResponseMessage page, KeyValuePair<string, string>[] answers, params (string Name, string? Value)[] changes)
    {
        var form = Form().Match(body);
        var fields = Hidden().Matches(form.Groups["inner"].Value).Select(match => KeyValuePair.Create(WebUtility.HtmlDecode(match.Groups["name"].Value), WebUtility.HtmlDecode(match.Groups["value"].Value)));
        var action = new Uri(page.RequestMessage!.RequestUri!, WebUtility.HtmlDecode(form.Groups["action"].Value));
        return BrowseAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(Changed(new(fields.Concat(answers)), changes)) });
    }

    private async Task<HttpResponseMessage> BrowseAsync(HttpRequestMessage request)
    {
        if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var response = await Http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) cookies.SetCookies(request.RequestUri!, cookie);
        return response;
    }

    private static Dictionary<string, string> Changed(Dictionary<string, string> parameters, (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null) parameters.Remove(name);
            else parameters[name] = value;
        }

        return parameters;
    }

    [GeneratedRegex("""<form[^>]*action="(?<action>[^"]*)"[^>]*>(?<inner>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input(?=[^>]*type="hidden")[^>]*name="(?<name>[^"]*)"[^>]*value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex Hidden();
}
