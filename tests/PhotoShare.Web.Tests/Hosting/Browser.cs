using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>A browser: cookies by host (ports don't matter to them), redirects, forms with their antiforgery token. It notes every byte that it sees.</summary>
public sealed class Browser(WebUnderTest web) : IDisposable
{
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly StringBuilder seen = new();

    public CookieContainer Cookies { get; } = new();

    /// <summary>All headers, addresses and bodies that came to this browser.</summary>
    public string Seen => seen.ToString();

    /// <summary>Every antiforgery token that it sent.</summary>
    public List<string> AntiforgeryTokens { get; } = [];

    /// <summary>Every address that it went to.</summary>
    public List<Uri> Visited { get; } = [];

    public Task<Page> GetAsync(string address, bool follow = true) => SendAsync(HttpMethod.Get, Absolute(address), null, follow);

    /// <summary>Presses a button of the page: posts to the address with the page's antiforgery token.</summary>
    public Task<Page> PressAsync(Page page, string address, bool follow = true)
    {
        AntiforgeryTokens.Add(page.AntiforgeryToken);
        return SendAsync(HttpMethod.Post, Absolute(address), new() { ["__RequestVerificationToken"] = page.AntiforgeryToken }, follow);
    }

    public Task<Page> PostAsync(string address, Dictionary<string, string> form) => SendAsync(HttpMethod.Post, Absolute(address), form, follow: false);

    public void Dispose() => network.Dispose();

    private static Uri Absolute(string address) => new(new Uri(WebUnderTest.Address), address);

    private async Task<Page> SendAsync(HttpMethod method, Uri address, Dictionary<string, string>? form, bool follow)
    {
        for (var hops = 0; hops < 12; hops++)
        {
            using var request = new HttpRequestMessage(method, web.Resolve(address));
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies) request.Headers.Add("Cookie", cookies);
            if (form is not null) request.Content = new FormUrlEncodedContent(form);
            Visited.Add(address);
            using var response = await (address.Host == "localhost" ? web.Browsers : network).SendAsync(request, CancellationToken.None);
            var body = await response.Content.ReadAsStringAsync();
            seen.AppendLine(address.AbsoluteUri).AppendLine(response.Headers.ToString()).AppendLine(body);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : []) Cookies.SetCookies(address, cookie);

            if (!follow || response.Headers.Location is not { } location) return new Page(address, response.StatusCode, body, response.Headers);
            address = new Uri(address, location);
            (method, form) = (HttpMethod.Get, null);
        }
        throw new InvalidOperationException("Redirected in circles.");
    }
}

/// <summary>Where a browser arrived.</summary>
public sealed partial record Page(Uri Address, HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    /// <summary>The dance that the page's first link to PhotoShare.Dance leads to.</summary>
    public string Dance => DanceLink().Match(Body) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("The page links to no dance.");

    public string AntiforgeryToken => TokenField().Match(Body) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("The page has no form.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    [GeneratedRegex($"href=\"{WebUnderTest.DanceUrl}/dances/([0-9a-f]{{32}})\"")]
    private static partial Regex DanceLink();
}
