using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>Lists, and pages of them.</summary>
public abstract class AlbumTests(ApiHost api)
{
    public sealed class OnSqlite(ApiHost api) : AlbumTests(api), IClassFixture<ApiHost>;

    public sealed class OnPostgres(PostgresApiHost api) : AlbumTests(api.OrSkip()), IClassFixture<PostgresApiHost>;

    [Fact]
    public async Task Albums_come_in_pages_the_newest_first_and_none_twice()
    {
        for (var i = 0; i < 5; i++) await api.AlbumAsync("pages", $"Album {i}");
        using var client = api.Client(api.Realm.Token().For("pages"));

        var titles = new List<string>();
        var pages = 0;
        for (string? next = ""; next is not null; pages++)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>("/albums?limit=2" + (next.Length > 0 ? $"&cursor={next}" : "")))!;
            titles.AddRange(page["items"]!.AsArray().Select(album => album!["title"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(["Album 4", "Album 3", "Album 2", "Album 1", "Album 0"], titles);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task An_album_that_comes_while_somebody_pages_shifts_nothing()
    {
        for (var i = 0; i < 3; i++) await api.AlbumAsync("shift", $"Album {i}");
        using var client = api.Client(api.Realm.Token().For("shift"));

        var first = (await client.GetFromJsonAsync<JsonObject>("/albums?limit=2"))!;
        await api.AlbumAsync("shift", "Album 3");
        var second = (await client.GetFromJsonAsync<JsonObject>($"/albums?limit=2&cursor={first["next"]}"))!;

        Assert.Equal("Album 0", second["items"]!.AsArray().Single()!["title"]!.GetValue<string>());
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=%27%3B--", "cursor")]
    [InlineData("cursor=ABCDEF0192f0a1b2c37d4e8f90a1b2c3", "cursor")]
    public async Task A_page_that_cannot_be_is_a_clear_error(string query, string parameter)
    {
        var album = await api.AlbumAsync("wrong");
        using var client = api.Client(api.Realm.Token().For("wrong"));

        foreach (var path in (string[])["/albums", $"/albums/{album.Id}"])
        {
            using var response = await client.GetAsync($"{path}?{query}");

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![parameter]);
        }
    }

    [Fact]
    public async Task A_limit_that_is_no_number_is_a_clear_error()
    {
        using var client = api.Client(api.Realm.Token().For("wrong"));
        using var response = await client.GetAsync("/albums?limit=many");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Another_persons_album_and_no_album_are_the_same_404_and_no_cursor_reaches_into_it()
    {
        var album = await api.AlbumAsync("ada");
        await api.AlbumAsync("ben");
        using var ben = api.Client(api.Realm.Token().For("ben"));

        using var foreign = await ben.GetAsync($"/albums/{album.Id}");
        using var absent = await ben.GetAsync("/albums/0192f0a1b2c37d4e8f90a1b2c3d4e5f6");
        var mine = (await ben.GetFromJsonAsync<JsonObject>($"/albums?cursor={new string('f', 32)}"))!;

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        await Answers.AssertSameAsync(absent, foreign);
        Assert.DoesNotContain(mine["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == album.Id);
    }

    [Fact]
    public async Task What_is_not_served_is_a_problem_document_too()
    {
        using var client = api.Client(api.Realm.Token());

        using var response = await client.GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
