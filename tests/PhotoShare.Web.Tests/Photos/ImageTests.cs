using System.Net;
using System.Net.Http.Headers;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Photos;

/// <summary>Pictures on their way from the network's API through Web to the browser.</summary>
public sealed class ImageTests(GarnetServer garnet)
{
    private const string Thumbnail = "/connections/friendbook/photos/p1/thumbnail?size=large";
    private const string Original = "/connections/friendbook/photos/p1/original";

    [Fact]
    public async Task Picture_comes_as_it_is_and_stays_with_this_session_for_an_hour()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        using var response = await GetAsync(web, browser, Thumbnail);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HostilePhotoApi.Picture, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/webp", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HostilePhotoApi.Etag, response.Headers.ETag!.Tag);
        Assert.Equal("max-age=3600, private", response.Headers.CacheControl!.ToString());
        Assert.Contains("Cookie", response.Headers.Vary);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Picture_that_the_browser_has_is_not_sent_again()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        using var response = await GetAsync(web, browser, Thumbnail, headers => headers.IfNoneMatch.Add(new EntityTagHeaderValue(HostilePhotoApi.Etag)));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Part_of_an_original_can_be_asked_for()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        using var part = await GetAsync(web, browser, Original, headers => headers.Range = new RangeHeaderValue(10, 19));
        using var beyond = await GetAsync(web, browser, Original, headers => headers.Range = new RangeHeaderValue(9000, 9001));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(HostilePhotoApi.Picture[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes 10-19/5000", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Theory]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task What_is_no_picture_is_not_passed_on(string type)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.Text("<svg onload='alert(1)'/>", type).ExecuteAsync(context);

        using var response = await GetAsync(web, browser, Thumbnail);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Redirect_of_the_API_is_not_followed_and_the_token_goes_nowhere_else()
    {
        await using var elsewhere = await HostilePhotoApi.StartAsync();
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        api.Instead = context => Results.Redirect($"{elsewhere.Address}/photos/p1/original", preserveMethod: true).ExecuteAsync(context);

        using var response = await GetAsync(web, browser, Original);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("/connections/friendbook/photos/p1/thumbnail")]
    [InlineData("/connections/friendbook/photos/p1/thumbnail?size=huge")]
    public async Task Size_is_small_or_large(string address)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        using var response = await GetAsync(web, browser, address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(api.Requests);
    }

    private static async Task<HttpResponseMessage> GetAsync(WebUnderTest web, Browser browser, string path, Action<HttpRequestHeaders>? ask = null)
    {
        var address = new Uri(new Uri(WebUnderTest.Address), path);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "image/avif,image/webp,*/*;q=0.8");
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(address));
        ask?.Invoke(request.Headers);
        return await web.Browsers.SendAsync(request, CancellationToken.None);
    }
}
