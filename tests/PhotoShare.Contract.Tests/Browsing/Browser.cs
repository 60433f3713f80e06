using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests.Browsing;

/// <summary>A browser without a screen: it keeps cookies, follows redirects within the authorization server, and stops at the client.</summary>
public sealed class Browser(AuthorizationServerUnderTest server)
{
    private const int MostRedirects = 20;

    private readonly List<string> setCookies = [];
    private string? forbidden;

    public CookieJar Cookies { get; } = new();

    /// <summary>Every Set-Cookie header that came.</summary>
    public IReadOnlyList<string> SetCookies => setCookies;

    /// <summary>Opens an address as a person does who follows a link.</summary>
    public Task<Whereabouts> OpenAsync(Uri uri) => SendAsync(HttpMethod.Get, uri, null);

    /// <summary>Fills in a form and presses one of its buttons, the only one if none is named.</summary>
    public Task<Whereabouts> SubmitAsync(Form form, SubmitButton? button = null, params (string Name, string Value)[] filled)
    {
        var fields = form.Fields.ToDictionary();
        foreach (var (name, value) in filled) fields[name] = value;
        if (button is { Name.Length: > 0 }) fields[button.Name] = button.Value;
        return SendAsync(HttpMethod.Post, form.Action, fields);
    }

    /// <summary>Signs in on a sign-in page.</summary>
    public async Task<Whereabouts> SignInAsync(Whereabouts at, Person person, string? password = null)
    {
        var form = (at as Page)?.SignInForm ?? throw new UnexpectedPageException("a sign-in page", at);
        return await SubmitAsync(form, form.Buttons.Count > 0 ? form.Buttons[0] : null, ("username", person.Name), ("password", password ?? person.Password));
    }

    /// <summary>Presses Yes or No on a consent page.</summary>
    public async Task<Whereabouts> ConsentAsync(Whereabouts at, bool agree = true)
    {
        var form = (at as Page)?.ConsentForm ?? throw new UnexpectedPageException("a consent page", at);
        return await SubmitAsync(form, form.Button(agree ? "Yes" : "No"));
    }

    /// <summary>Does something, but stops before it follows a redirect to such a path, as a person does whose answer somebody else steals.</summary>
    /// <returns>Where it would have gone.</returns>
    public async Task<Uri> StopBeforeAsync(string path, Func<Task<Whereabouts>> act)
    {
        forbidden = path;
        var at = await act();
        forbidden = null;
        return at is Arrival arrival && arrival.Uri.AbsolutePath.EndsWith(path, StringComparison.Ordinal) ? arrival.Uri : throw new UnexpectedPageException(path, at);
    }

    private async Task<Whereabouts> SendAsync(HttpMethod method, Uri uri, Dictionary<string, string>? fields)
    {
        var hops = new List<Hop>();
        while (hops.Count < MostRedirects)
        {
            using var request = new HttpRequestMessage(method, uri) { Content = fields is null ? null : new FormUrlEncodedContent(fields) };
            request.Headers.Accept.ParseAdd("text/html");
            if (Cookies.HeaderFor(uri) is { } cookies) request.Headers.Add("Cookie", cookies);
            if (fields is not null) request.Headers.Add("Origin", uri.GetLeftPart(UriPartial.Authority));
            using var response = await server.BrowserHttp.SendAsync(request);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                setCookies.Add(cookie);
                Cookies.Take(uri, cookie);
            }

            var next = response.Headers.Location is { } location ? new Uri(uri, location) : null;
            hops.Add(new(method, uri, response.StatusCode, next));
            if (next is null) return new Page(uri, response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(), hops);
            if (!next.ToString().StartsWith(server.Url.ToString(), StringComparison.Ordinal) || IsForbidden(next)) return new Arrival(next, hops);
            (method, uri, fields) = (HttpMethod.Get, next, null);
        }

        throw new InvalidOperationException($"More than {MostRedirects} redirects: {string.Join(" -> ", hops.Select(hop => hop.Uri.AbsolutePath))}");
    }

    private bool IsForbidden(Uri uri) => forbidden is not null && uri.AbsolutePath.EndsWith(forbidden, StringComparison.Ordinal);
}

/// <summary>The browser is elsewhere than the test says.</summary>
public sealed class UnexpectedPageException(string expected, Whereabouts stop) : Exception($"Expected {expected}, but {Describe(stop)}")
{
    private static string Describe(Whereabouts stop) => stop switch
    {
        Page page => $"there is a page ({(int)page.Status} {page.Uri.AbsolutePath}): {page.Text[..Math.Min(page.Text.Length, 400)]}",
        Arrival arrival => $"the browser went to {arrival.Uri.GetLeftPart(UriPartial.Path)}: {arrival["error"]} {arrival["error_description"]}",
        _ => stop.ToString(),
    };
}
