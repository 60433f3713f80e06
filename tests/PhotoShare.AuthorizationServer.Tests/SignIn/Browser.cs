using System.Net;
using System.Text.RegularExpressions;

namespace PhotoShare.AuthorizationServer.Tests.SignIn;

/// <summary>A browser that keeps cookies and fills in forms, and follows nothing by itself.</summary>
internal sealed partial class Browser(HttpClient http)
{
    public const string Continue = "/realms/sea/protocol/openid-connect/auth?client_id=boat";

    public const string SignInPath = "/realms/sea/login-actions/authenticate";

    public CookieContainer Cookies { get; } = new();

    public static string SignInUrl(string next = Continue) => $"{SignInPath}?continue={Uri.EscapeDataString(next)}";

    public Task<HttpResponseMessage> GetAsync(string url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var url = new Uri(http.BaseAddress!, request.RequestUri!);
        if (Cookies.GetCookieHeader(url) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) Cookies.SetCookies(url, cookie);
        return response;
    }

    /// <summary>Opens the sign-in page, fills it in, and sends it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string username = "ada", string? password = null)
    {
        var page = await (await GetAsync(SignInUrl())).Content.ReadAsStringAsync();
        return await PostAsync(SignInPath, [.. Hidden(page), new("username", username), new("password", password ?? $"demo-{username}")]);
    }

    public Task<HttpResponseMessage> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> form) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) });

    public static IEnumerable<KeyValuePair<string, string>> Hidden(string page) => HiddenField().Matches(page)
        .Select(match => KeyValuePair.Create(WebUtility.HtmlDecode(match.Groups["name"].Value), WebUtility.HtmlDecode(match.Groups["value"].Value)));

    /// <summary>Whether the browser is signed in: asks the authorization endpoint without letting it ask the person.</summary>
    public async Task<bool> IsSignedInAsync(string realm = "sea")
    {
        var response = await GetAsync($"/realms/{realm}/protocol/openid-connect/auth?client_id=boat&response_type=code&scope=openid&prompt=none&redirect_uri=http%3A%2F%2Fboat.test%2Fcallback"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=s&nonce=n");
        while (response.Headers.Location is { } next && !next.ToString().StartsWith("http://boat.test", StringComparison.Ordinal)) response = await GetAsync(next.ToString());
        var query = System.Web.HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        return query["code"] is not null || (query["error"] == "login_required" ? false : throw new InvalidOperationException(query.ToString()));
    }

    [GeneratedRegex("""<input(?=[^>]*type="hidden")[^>]*name="(?<name>[^"]*)"[^>]*value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex HiddenField();
}
