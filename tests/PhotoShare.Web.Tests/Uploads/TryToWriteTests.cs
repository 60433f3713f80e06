using System.Net;
using PhotoShare.Web.Tests.Hosting;
using PhotoShare.Web.Tests.Photos;

namespace PhotoShare.Web.Tests.Uploads;

/// <summary>A permission is a limit, and the person can try it.</summary>
public sealed class TryToWriteTests(GarnetServer garnet)
{
    private const string Address = "/connections/friendbook/try-to-write";

    [Fact]
    public async Task API_refuses_and_the_page_says_what_was_missing()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        var page = await browser.PressAsync(await browser.GetAsync(Address), Address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The limit holds", page.Body, StringComparison.Ordinal);
        Assert.Contains("403 insufficient_scope", page.Body, StringComparison.Ordinal);
        Assert.Contains("Add photos to your albums", page.Body, StringComparison.Ordinal);
        var upload = api.Requests.Last();
        Assert.Equal(("POST", "/albums/first/photos"), (upload.Method, upload.Address));
        Assert.StartsWith("multipart/form-data", upload.ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_who_granted_writing_is_told_that_it_was_written()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();
        var form = await browser.GetAsync(Address);
        api.Instead = context => (context.Request.Method == "POST"
            ? Results.Json(new { id = "new" }, statusCode: 201)
            : Results.Json(new { items = new[] { new { id = "first", title = "Alps", photoCount = 0, createdAt = "2026-06-01T10:00:00Z" } } })).ExecuteAsync(context);

        var page = await browser.PressAsync(form, Address);

        Assert.Contains("Friendbook took it", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_can_not_make_somebody_try()
    {
        await using var api = await HostilePhotoApi.StartAsync();
        await using var web = await api.StartWebAsync(garnet);
        using var browser = await web.ConnectedAsync();

        var page = await browser.PostAsync(Address, []);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Empty(api.Requests);
    }
}
