using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NetVips;
using PhotoShare.Api.Data;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>How pixels are served, and to whom.</summary>
public abstract class PhotoTests(ApiHost api)
{
    public sealed class OnSqlite(ApiHost api) : PhotoTests(api), IClassFixture<ApiHost>;

    public sealed class OnPostgres(PostgresApiHost api) : PhotoTests(api.OrSkip()), IClassFixture<PostgresApiHost>;

    [Theory]
    [InlineData("")]
    [InlineData("/thumbnail?size=small")]
    [InlineData("/thumbnail?size=large")]
    [InlineData("/original")]
    public async Task Another_persons_photo_and_no_photo_are_the_same_404(string path)
    {
        var (_, photo) = await PhotoOfAsync("ada");
        using var ben = api.Client(api.Realm.Token().For("ben"));

        using var foreign = await ben.GetAsync(photo + path);
        using var absent = await ben.GetAsync($"/photos/{RecordId.New(api.Clock.GetUtcNow())}{path}");
        using var senseless = await ben.GetAsync($"/photos/..%2F..%2Fphotos.db{path}");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        await Answers.AssertSameAsync(absent, foreign);
        await Answers.AssertSameAsync(absent, senseless);
    }

    [Theory]
    [InlineData("small", 320, 200)]
    [InlineData("large", 640, 400)]
    public async Task A_thumbnail_keeps_the_shape_and_is_never_larger_than_the_photo(string size, int width, int height)
    {
        var (client, photo) = await PhotoOfAsync("shape");

        using var thumbnail = Image.NewFromBuffer(await client.GetByteArrayAsync($"{photo}/thumbnail?size={size}"));

        Assert.Equal((width, height), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public async Task A_size_that_there_is_not_is_a_clear_error()
    {
        var (client, photo) = await PhotoOfAsync("size");

        using var response = await client.GetAsync($"{photo}/thumbnail?size=huge");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("small or large", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_thumbnail_is_made_once_however_many_ask_at_once()
    {
        var (client, photo) = await PhotoOfAsync("crowd");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.GetByteArrayAsync($"{photo}/thumbnail")));
        var made = Directory.GetFiles(Path.Combine(api.DataDirectory, "thumbnails"), $"{photo.Split('/')[^1]}*", SearchOption.AllDirectories).Single();
        var madeAt = File.GetLastWriteTimeUtc(made);
        await client.GetByteArrayAsync($"{photo}/thumbnail");

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(madeAt, File.GetLastWriteTimeUtc(made));
    }

    [Theory]
    [InlineData("/thumbnail")]
    [InlineData("/original")]
    public async Task Pixels_are_private_have_a_strong_validator_and_are_not_sent_twice(string path)
    {
        var (client, photo) = await PhotoOfAsync("cache");
        using var first = await client.GetAsync(photo + path);

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(photo + path);

        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        Assert.Contains("Authorization", first.Headers.Vary);
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_cached_picture_is_asked_for_again_and_refused_when_the_token_is_gone()
    {
        var token = api.Realm.Token().For("left").Scopes("photos.read photos.write");
        var (client, photo) = await PhotoOfAsync("left", token);
        using var first = await client.GetAsync(photo + "/thumbnail");
        api.Realm.Revoke(token);
        api.Clock.Advance(TimeSpan.FromSeconds(5));

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(photo + "/thumbnail");

        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    [Fact]
    public async Task A_part_of_a_photo_can_be_had_while_it_is_the_same_photo()
    {
        var (client, photo) = await PhotoOfAsync("range");
        var whole = await client.GetByteArrayAsync($"{photo}/original");
        using var current = await client.GetAsync($"{photo}/original");

        using var part = await RangeAsync(client, photo, current.Headers.ETag!);
        using var changed = await RangeAsync(client, photo, new EntityTagHeaderValue("\"another\""));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal($"bytes 10-19/{whole.Length}", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(whole[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private static async Task<HttpResponseMessage> RangeAsync(HttpClient client, string photo, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{photo}/original");
        request.Headers.Range = new RangeHeaderValue(10, 19);
        request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        return await client.SendAsync(request);
    }

    private async Task<(HttpClient Client, string Photo)> PhotoOfAsync(string person, TestToken? token = null)
    {
        var album = await api.AlbumAsync(person);
        var client = api.Client(token ?? api.Realm.Token().For(person).Scopes("photos.read photos.write"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Jpeg()), "photo", "photo.jpg" } };
        using var response = await client.PostAsync($"/albums/{album.Id}/photos", form);
        return (client, response.Headers.Location!.ToString());
    }
}
