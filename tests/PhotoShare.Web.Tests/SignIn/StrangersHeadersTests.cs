using System.Net;
using System.Text.RegularExpressions;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.SignIn;

/// <summary>What a caller says about the host, the scheme and the way of a request changes nothing: not redirect URIs, not cookies, not links.</summary>
public sealed partial class StrangersHeadersTests(GarnetServer garnet)
{
    public static TheoryData<string, string> Headers => new()
    {
        { "Host", "evil.example" },
        { "X-Forwarded-Host", "evil.example" },
        { "X-Forwarded-Proto", "http" },
        { "X-Forwarded-Prefix", "/evil.example" },
        { "X-Forwarded-For", "203.0.113.7" },
        { "X-Original-URL", "/evil.example" },
        { "Forwarded", "host=evil.example;proto=http" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Signing_in_is_the_same_whatever_they_say(string name, string value)
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["PublicUrl"] = "https://photos.example");

        using var answer = await SendAsync(web, "/sign-in", name, value);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"{web.SignIn.Issuer}/authorize?", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("https://photos.example/signin-oidc", Assert.Single(web.SignIn.To("/par")).Form["redirect_uri"]);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.Contains("; secure", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_page_is_the_same_whatever_they_say(string name, string value)
    {
        await using var web = await WebUnderTest.StartAsync(garnet, settings => settings["PublicUrl"] = "https://photos.example");

        using var usual = await SendAsync(web, "/", "X-Nothing", "");
        using var answer = await SendAsync(web, "/", name, value);

        Assert.Equal(await BodyAsync(usual), await BodyAsync(answer));
        Assert.DoesNotContain("evil.example", answer.Headers.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer) => Token().Replace(await answer.Content.ReadAsStringAsync(), "");

    private static async Task<HttpResponseMessage> SendAsync(WebUnderTest web, string path, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://10.0.0.7:8080{path}");
        request.Headers.TryAddWithoutValidation(name, value);
        return await web.Browsers.SendAsync(request, CancellationToken.None);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
