using System.Net;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Photos;

/// <summary>The pages of a connection's albums and photos.</summary>
public sealed class BrowsingTests(GarnetServer garnet)
{
    [Fact]
    public async Task Albums_lead_to_photos_and_cursors_go_back_to_the_API_as_they_came()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        var albums = await browser.GetAsync("/connections/friendbook/albums");
        Assert.Contains("href=\"/connections/friendbook/albums/first\"", albums.Body, StringComparison.Ordinal);
        Assert.Contains("Album &lt;first&gt;", albums.Body, StringComparison.Ordinal);
        Assert.Contains("cursor=a%2Fb%2Bc%26d%3D", albums.Body, StringComparison.Ordinal);

        var later = await browser.GetAsync("/connections/friendbook/albums?cursor=a%2Fb%2Bc%26d%3D");
        Assert.Contains("Album &lt;later&gt;", later.Body, StringComparison.Ordinal);
        Assert.Equal("/albums?limit=24&cursor=a%2Fb%2Bc%26d%3D", api.Requests.Last().Address);

        var album = await browser.GetAsync("/connections/friendbook/albums/first");
        Assert.Contains("href=\"/connections/friendbook/photos/p1\"", album.Body, StringComparison.Ordinal);

        var photo = await browser.GetAsync("/connections/friendbook/photos/p1");
        Assert.Equal(HttpStatusCode.OK, photo.Status);
        Assert.Contains("A &lt;b&gt;bold&lt;/b&gt; photo", photo.Body, StringComparison.Ordinal);
        Assert.All(["1/250 s", "f/2.8", "ISO 200", "35 mm"], setting => Assert.Contains($"<span>{setting}</span>", photo.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_sees_neither_the_access_token_nor_the_address_of_the_API()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        foreach (var path in (string[])["albums", "albums/first", "photos/p1", "photos/p1/thumbnail?size=small", "photos/p1/original", "photos/none"])
            await browser.GetAsync($"/connections/friendbook/{path}");

        Assert.All(api.Requests, request => Assert.StartsWith("Bearer ", request.Authorization, StringComparison.Ordinal));
        Assert.All(api.Requests, request => Assert.DoesNotContain(request.Authorization!["Bearer ".Length..], browser.Seen, StringComparison.Ordinal));
        Assert.DoesNotContain(api.Address, browser.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_compressed_and_kept_by_no_cache()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var address = new Uri(new Uri(WebUnderTest.Address), "/connections/friendbook/albums");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(address));
        request.Headers.Add("Accept-Encoding", "br");

        using var response = await web.Browsers.SendAsync(request, CancellationToken.None);

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Another_person_does_not_see_what_this_one_connected()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var ada = await web.ConnectedAsync("ada");
        using var ben = await web.SignedInAsync("ben");
        var before = api.Requests.Count;

        foreach (var path in (string[])["albums", "albums/first", "photos/p1", "photos/p1/thumbnail?size=small", "photos/p1/original"])
        {
            var page = await ben.GetAsync($"/connections/friendbook/{path}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
        }

        Assert.Equal(before, api.Requests.Count);
    }

    [Theory]
    [InlineData("/connections/friendbook/albums")]
    [InlineData("/connections/friendbook/photos/p1/thumbnail?size=small")]
    [InlineData("/connections/friendbook/try-to-write")]
    public async Task Nobody_signed_in_means_sign_in_first(string address)
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        using var browser = web.NewBrowser();

        var answer = await browser.GetAsync(address, follow: false);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/sign-in?returnUrl=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/connections/nowhere/albums")]
    [InlineData("/connections/friendbook/albums/..%2F..%2Fadmin")]
    [InlineData("/connections/friendbook/photos/a.b")]
    [InlineData("/connections/friendbook/photos/http:%2F%2Fevil.example%2F/thumbnail?size=small")]
    [InlineData("/connections/friendbook/photos/%2e%2e/thumbnail?size=small")]
    public async Task Address_that_is_not_ours_to_ask_for_is_not_there_and_no_API_is_asked(string address)
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        var page = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains(ProblemCatalogue.NotFound.Title, page.Body, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }
}
