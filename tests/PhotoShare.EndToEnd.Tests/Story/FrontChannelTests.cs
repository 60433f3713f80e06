using System.Text.RegularExpressions;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Story;

/// <summary>What the browser, and those whom it visits, can overhear of a dance.</summary>
public abstract partial class FrontChannelTests(RunningSystem system, Browsers browsers)
{
    [Fact]
    public async Task No_token_reaches_the_browser_and_no_cookie_of_Web_reaches_anybody_else()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        var person = await browsers.NewPersonAsync(system.Running.Web);
        var recorder = new Recorder(person);
        await DanceAsync(person);

        var web = system.Running.Web.GetLeftPart(UriPartial.Authority);
        var cookies = (await person.Browser.CookiesAsync([web])).Select(cookie => cookie.Value).Where(value => value.Length > 8).ToList();
        Assert.NotEmpty(cookies);
        Assert.All(await person.Browser.CookiesAsync([web]), cookie => Assert.True(cookie.HttpOnly, $"{cookie.Name} can be read by scripts"));

        foreach (var response in recorder.Responses.Where(response => !response.Request.Url.StartsWith(web, StringComparison.Ordinal)))
        {
            var headers = await response.Request.AllHeadersAsync();
            var sent = string.Join('\n', headers.Values) + response.Request.Url + response.Request.PostData;
            Assert.All(cookies, cookie => Assert.DoesNotContain(cookie, sent, StringComparison.Ordinal));
            Assert.DoesNotContain("code=", headers.GetValueOrDefault("referer") ?? "", StringComparison.Ordinal);
        }

        var pages = await recorder.PagesAsync();
        Assert.True(pages.Count >= 6, $"Only {pages.Count} pages were recorded.");
        Assert.All(pages, page => Assert.DoesNotMatch(JsonWebToken(), page));
        Assert.All(recorder.Responses, response => Assert.DoesNotMatch(AccessTokenInAddress(), response.Request.Url));
        await person.LeaveAsync();
    }

    private static async Task DanceAsync(Person person)
    {
        await person.SignInAsync(Person.Ben);
        await person.ConnectAsync("Friendbook", Person.Ben);
        await person.OpenFirstPhotoAsync("friendbook");
        await person.DisconnectAsync("Friendbook");
    }

    // A signed token in compact form (RFC 7515 section 7.1): its header begins with {" in base64url.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex("[?&#](access_token|id_token|refresh_token)=")]
    private static partial Regex AccessTokenInAddress();
}

[Collection(nameof(EmbeddedSystem))]
public sealed class FrontChannelOnTheEmbeddedServerTests(EmbeddedSystem system, Browsers browsers) : FrontChannelTests(system, browsers);

[Collection(nameof(KeycloakSystem))]
public sealed class FrontChannelOnKeycloakTests(KeycloakSystem system, Browsers browsers) : FrontChannelTests(system, browsers);
