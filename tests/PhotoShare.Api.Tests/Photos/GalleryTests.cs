using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

public sealed class GalleryTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_person_without_albums_is_given_some_in_Development_and_can_look_at_their_photos()
    {
        using var client = api.Client(api.Realm.Token());

        var albums = (await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray();
        Assert.NotEmpty(albums);
        var album = (await client.GetFromJsonAsync<JsonObject>($"/albums/{albums[0]!["id"]}"))!;
        var photo = album["photos"]!["items"]!.AsArray()[0]!;
        using var thumbnail = await client.GetAsync($"/photos/{photo["id"]}/thumbnail?size=large");
        using var original = await client.GetAsync($"/photos/{photo["id"]}/original");

        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
        Assert.Equal("image/jpeg", original.Content.Headers.ContentType!.MediaType);
        Assert.Equal(photo["bytes"]!.GetValue<long>(), (await original.Content.ReadAsByteArrayAsync()).LongLength);
    }

    [Fact]
    public async Task Photo_names_its_album_and_the_photos_before_and_after_it()
    {
        using var client = api.Client(api.Realm.Token());
        var albums = (await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray();
        var album = (await client.GetFromJsonAsync<JsonObject>($"/albums/{albums[0]!["id"]}?limit=100"))!;
        string[] inOrder = [.. album["photos"]!["items"]!.AsArray().Select(photo => (string)photo!["id"]!)];

        string?[] walked = [];
        for (var id = inOrder[0]; id is not null;)
        {
            var photo = (await client.GetFromJsonAsync<JsonObject>($"/photos/{id}"))!;
            Assert.Equal(album["title"]!.ToString(), photo["albumTitle"]!.ToString());
            Assert.Equal(walked.LastOrDefault(), (string?)photo["previousPhotoId"]);
            walked = [.. walked, id];
            id = (string?)photo["nextPhotoId"];
        }

        Assert.Equal(inOrder, walked);
    }
}
