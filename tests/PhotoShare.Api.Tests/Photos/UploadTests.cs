using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using PhotoShare.Api.Data;
using PhotoShare.Api.Photos;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

public abstract class UploadTests(ApiHost api)
{
    public sealed class OnSqlite(ApiHost api) : UploadTests(api), IClassFixture<ApiHost>;

    public sealed class OnPostgres(PostgresApiHost api) : UploadTests(api.OrSkip()), IClassFixture<PostgresApiHost>;

    private static readonly Dictionary<string, (Func<byte[]> File, HttpStatusCode Status, string Why)> BadFiles = new()
    {
        ["empty"] = (() => [], HttpStatusCode.UnsupportedMediaType, "JPEG, a PNG or a WebP"),
        ["a text that is called photo.jpg"] = (() => "not a picture at all"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "JPEG, a PNG or a WebP"),
        ["an SVG"] = (() => "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "JPEG, a PNG or a WebP"),
        ["a GIF"] = (() => Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), HttpStatusCode.UnsupportedMediaType, "JPEG, a PNG or a WebP"),
        ["a JPEG cut off in the middle"] = (() => Samples.Jpeg()[..2000], HttpStatusCode.UnprocessableEntity, "broken"),
        ["three bytes of a JPEG"] = (() => [0xFF, 0xD8, 0xFF], HttpStatusCode.UnprocessableEntity, "broken"),
        ["a PNG cut off in the middle"] = (() => Samples.Png()[..500], HttpStatusCode.UnprocessableEntity, "broken"),
        ["a PNG of 3600 megapixels in a few bytes"] = (Samples.VastPng, HttpStatusCode.UnprocessableEntity, "60000 x 60000"),
        ["a moving WebP"] = (Samples.MovingWebp, HttpStatusCode.UnprocessableEntity, "Moving"),
        ["a byte more than 20 MB"] = (() => [.. Samples.Jpeg(), .. new byte[UploadForm.MostBytes + 1 - Samples.Jpeg().Length]], HttpStatusCode.RequestEntityTooLarge, "20 MB"),
    };

    public static TheoryData<string> EveryBadFile => [.. BadFiles.Keys];

    [Theory, MemberData(nameof(EveryBadFile))]
    public async Task What_is_no_photo_is_refused_and_nothing_of_it_is_left(string file)
    {
        var (client, albumId) = await AlbumOfAsync("refused");
        var before = await CountAsync(client, albumId);

        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(BadFiles[file].File()));

        Assert.Equal(BadFiles[file].Status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(BadFiles[file].Why, (await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>());
        Assert.Equal(before, await CountAsync(client, albumId));
        AssertNothingIncoming();
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    public async Task A_photo_is_kept_in_its_own_format(string type)
    {
        var (client, albumId) = await AlbumOfAsync("keeper");
        var file = type switch { "image/jpeg" => Samples.Jpeg(), "image/png" => Samples.Png(), _ => Samples.Webp() };

        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(file, title: "  At the lake  "));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var photo = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal($"/photos/{photo["id"]}", response.Headers.Location!.ToString());
        Assert.Equal("At the lake", photo["title"]!.GetValue<string>());
        using var original = await client.GetAsync($"{response.Headers.Location}/original");
        Assert.Equal(type, original.Content.Headers.ContentType!.MediaType);
        var bytes = await original.Content.ReadAsByteArrayAsync();
        Assert.Equal(photo["bytes"]!.GetValue<long>(), bytes.LongLength);
        using var decoded = Image.NewFromBuffer(bytes);
        Assert.Equal((640, 400), (decoded.Width, decoded.Height));
        AssertNothingIncoming();
    }

    [Fact]
    public async Task A_file_name_that_is_too_long_is_cut_between_two_characters()
    {
        var (client, albumId) = await AlbumOfAsync("long");

        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(Samples.Jpeg(), fileName: "x" + string.Concat(Enumerable.Repeat("\U0001F600", 120)) + ".jpg"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var title = (await response.Content.ReadFromJsonAsync<JsonObject>())!["title"]!.GetValue<string>();
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("\U0001F600", (UploadForm.LongestTitle - 1) / 2)), title);
    }

    [Fact]
    public async Task What_the_camera_wrote_about_the_person_is_gone_and_what_it_wrote_about_itself_is_kept()
    {
        var (client, albumId) = await AlbumOfAsync("camera");

        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(Samples.FromCamera(600, 400), fileName: @"C:\Users\x\IMG_1234.jpeg"));

        var text = await response.Content.ReadAsStringAsync();
        var photo = JsonNode.Parse(text)!;
        Assert.Equal("IMG_1234", photo["title"]!.GetValue<string>());
        Assert.Equal((400, 600), (photo["width"]!.GetValue<int>(), photo["height"]!.GetValue<int>()));
        Assert.Equal("2025-03-14T08:15:30", photo["takenAt"]!.GetValue<string>());
        Assert.Equal("""{"model":"Halden R2","lens":null,"exposureTime":0.008,"aperture":5.6,"iso":200,"focalLength":35}""", photo["camera"]!.ToJsonString());
        var bytes = await client.GetByteArrayAsync($"{response.Headers.Location}/original");
        using var kept = Image.NewFromBuffer(bytes);
        Assert.DoesNotContain(kept.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field.StartsWith("xmp", StringComparison.Ordinal) || field == "orientation");
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(bytes) + text);
        Assert.DoesNotContain("GPS", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_photo_of_an_empty_album_becomes_its_cover()
    {
        var (client, albumId) = await AlbumOfAsync("cover");

        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(Samples.Jpeg()));

        var photo = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(photo["id"]!.GetValue<string>(), (await client.GetFromJsonAsync<JsonObject>($"/albums/{albumId}"))!["coverPhotoId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Into_another_persons_album_nothing_goes_and_it_looks_as_if_there_were_none()
    {
        var (_, albumId) = await AlbumOfAsync("ada");
        using var ben = api.Client(api.Realm.Token().For("ben").Scopes("photos.read photos.write"));

        using var taken = await ben.PostAsync($"/albums/{albumId}/photos", Form(Samples.Jpeg()));
        using var absent = await ben.PostAsync($"/albums/{RecordId.New(api.Clock.GetUtcNow())}/photos", Form(Samples.Jpeg()));

        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        await Answers.AssertSameAsync(absent, taken);
    }

    public static TheoryData<string, int> BadForms => new()
    {
        { "no file", 400 }, { "two files", 400 }, { "a field that nobody knows", 400 }, { "a title of 201 characters", 400 }, { "a title of two lines", 400 },
        { "JSON", 415 }, { "a form without a boundary", 415 }, { "a form cut off", 400 },
    };

    [Theory, MemberData(nameof(BadForms))]
    public async Task A_form_that_is_not_as_described_is_refused_with_a_reason(string form, int status)
    {
        var (client, albumId) = await AlbumOfAsync("forms");
        HttpContent content = form switch
        {
            "no file" => new MultipartFormDataContent { { new StringContent("x"), "title" } },
            "two files" => new MultipartFormDataContent { { new ByteArrayContent(Samples.Jpeg()), "photo", "a.jpg" }, { new ByteArrayContent(Samples.Jpeg()), "photo", "b.jpg" } },
            "a field that nobody knows" => new MultipartFormDataContent { { new StringContent("x"), "owner" } },
            "a title of 201 characters" => Form(Samples.Jpeg(), new string('x', 201)),
            "a title of two lines" => Form(Samples.Jpeg(), "a\nb"),
            "JSON" => JsonContent.Create(new { photo = "x" }),
            "a form without a boundary" => Typed(new ByteArrayContent(Samples.Jpeg()), "multipart/form-data"),
            _ => Typed(new StringContent("--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nabc"), "multipart/form-data; boundary=b"),
        };

        using var response = await client.PostAsync($"/albums/{albumId}/photos", content);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>());
        AssertNothingIncoming();
    }

    [Fact]
    public async Task What_a_crash_left_half_done_is_gone_at_the_next_start()
    {
        var (client, albumId) = await AlbumOfAsync("crash");
        using var response = await client.PostAsync($"/albums/{albumId}/photos", Form(Samples.Jpeg()));
        var kept = (await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
        var (files, store) = (api.Services.GetRequiredService<PhotoFiles>(), api.Services.GetRequiredService<IPhotoStore>());
        var lost = RecordId.New(api.Clock.GetUtcNow());
        foreach (var key in (string[])[$"incoming/{kept}", $"incoming/{lost}", PhotoFiles.Original(lost)]) await store.WriteAsync(key, new MemoryStream([1]), default);

        // Another instance may be at it in this moment.
        await files.SweepAsync(id => Task.FromResult(id == kept));
        Assert.True(await store.ExistsAsync(PhotoFiles.Original(lost), default));

        api.Clock.Advance(PhotoFiles.Abandoned);
        await files.SweepAsync(id => Task.FromResult(id == kept));
        Assert.False(await store.ExistsAsync(PhotoFiles.Original(lost), default));
        Assert.True(await store.ExistsAsync(PhotoFiles.Original(kept), default));
        AssertNothingIncoming();
    }

    [Fact]
    public async Task When_the_row_cannot_be_saved_the_file_stays_until_it_is_certain_that_there_is_no_row()
    {
        var (files, store, scratch) = (api.Services.GetRequiredService<PhotoFiles>(), api.Services.GetRequiredService<IPhotoStore>(), api.Services.GetRequiredService<Scratch>());
        var id = RecordId.New(api.Clock.GetUtcNow());
        using var photo = scratch.NewFile();

        await Assert.ThrowsAsync<InvalidOperationException>(() => files.KeepAsync(id, photo, _ => throw new InvalidOperationException("The line broke.")));

        Assert.True(await store.ExistsAsync(PhotoFiles.Original(id), default));
        api.Clock.Advance(PhotoFiles.Abandoned);
        await files.SweepAsync(_ => Task.FromResult(false));
        Assert.False(await store.ExistsAsync(PhotoFiles.Original(id), default));
    }

    private async Task<(HttpClient Client, string AlbumId)> AlbumOfAsync(string person)
    {
        await api.AlbumAsync(person);
        var client = api.Client(api.Realm.Token().For(person).Scopes("photos.read photos.write"));
        var albums = (await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray();
        return (client, albums[0]!["id"]!.GetValue<string>());
    }

    private static async Task<int> CountAsync(HttpClient client, string albumId) =>
        (await client.GetFromJsonAsync<JsonObject>($"/albums/{albumId}"))!["photoCount"]!.GetValue<int>();

    private void AssertNothingIncoming()
    {
        foreach (var folder in (string[])[Path.Combine(api.DataDirectory, "incoming"), Path.Combine(api.DataDirectory, "unfinished"), api.TemporaryFolder])
            if (Directory.Exists(folder)) Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static MultipartFormDataContent Form(byte[] file, string? title = null, string fileName = "photo.jpg")
    {
        var form = new MultipartFormDataContent { { Typed(new ByteArrayContent(file), "image/jpeg"), "photo", fileName } };
        if (title is not null) form.Add(new StringContent(title), "title");
        return form;
    }

    private static T Typed<T>(T content, string type) where T : HttpContent
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
