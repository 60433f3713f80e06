using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using PhotoShare.Api.Data;
using PhotoShare.Api.Demo;
using PhotoShare.Api.Demo.Paintings;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>The albums that an account without any is given in Development.</summary>
public abstract class GalleryTests(ApiHost api)
{
    public sealed class OnSqlite(ApiHost api) : GalleryTests(api), IClassFixture<ApiHost>;

    public sealed class OnPostgres(PostgresApiHost api) : GalleryTests(api.OrSkip()), IClassFixture<PostgresApiHost>;

    [Fact]
    public async Task A_person_without_albums_is_given_some_and_can_look_at_their_photos()
    {
        using var client = api.Client(api.Realm.Token().For("ada"));

        var albums = (await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray();
        Assert.Equal(["Across the dunes", "The high route", "Islands", "North"], albums.Select(album => album!["title"]!.GetValue<string>()));
        foreach (var album in albums)
        {
            using var cover = await client.GetAsync($"/photos/{album!["coverPhotoId"]}/thumbnail");
            Assert.Equal("image/webp", cover.Content.Headers.ContentType!.MediaType);
        }

        var photos = (await client.GetFromJsonAsync<JsonObject>($"/albums/{albums[0]!["id"]}"))!["photos"]!["items"]!.AsArray();
        var details = (await client.GetFromJsonAsync<JsonObject>($"/photos/{photos[1]!["id"]}"))!;
        var original = await client.GetByteArrayAsync($"/photos/{photos[1]!["id"]}/original");
        using var picture = Image.NewFromBuffer(original);

        Assert.Equal(5, photos.Count);
        Assert.All(photos, photo => Assert.True(photo!["bytes"]!.GetValue<long>() > 10_000));
        Assert.Equal((details["width"]!.GetValue<int>(), details["height"]!.GetValue<int>()), (picture.Width, picture.Height));
        Assert.Equal(details["bytes"]!.GetValue<long>(), original.LongLength);
        Assert.NotNull(details["camera"]!["model"]);
        Assert.NotNull(details["takenAt"]);
    }

    [Fact]
    public async Task The_first_list_does_not_wait_for_the_painter()
    {
        using var client = api.Client(api.Realm.Token().For("quick"));

        (await client.GetAsync("/albums")).Dispose();

        using var scope = api.Services.CreateScope();
        var photos = scope.ServiceProvider.GetRequiredService<PhotoDatabase>().Photos.Where(photo => photo.Owner == "quick").ToList();
        Assert.Equal(19, photos.Count);
        Assert.All(photos, photo => Assert.Equal(0, photo.Bytes));
    }

    [Fact]
    public async Task Many_first_looks_at_once_give_one_set_of_albums()
    {
        using var client = api.Client(api.Realm.Token().For("crowd"));

        var lists = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetStringAsync("/albums")));

        Assert.Single(lists.Distinct());
    }

    [Fact]
    public async Task Outside_Development_nobody_is_given_anything()
    {
        await using var production = new ApiHost { Environment = "Production" };
        await production.InitializeAsync();
        using var client = production.Client(production.Realm.Token());

        Assert.Empty((await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray());
        using var page = await client.GetAsync("/scalar");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Theory]
    [InlineData("Production", "true", 4)]
    [InlineData("Production", "false", 0)]
    [InlineData("Production", "", 0)]
    [InlineData("Development", "false", 0)]
    public async Task Demo_albums_are_a_setting_and_the_API_says_at_start_that_they_are_on(string environment, string setting, int albums)
    {
        await using var host = new ApiHost { Environment = environment, DemoAlbums = setting };
        await host.InitializeAsync();
        using var client = host.Client(host.Realm.Token());

        Assert.Equal(albums, (await client.GetFromJsonAsync<JsonObject>("/albums"))!["items"]!.AsArray().Count);
        Assert.Equal(albums > 0, host.Lines.All.Any(line => line.Contains("DemoAlbums is on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_setting_of_demo_albums_that_is_neither_stops_the_start_and_is_named()
    {
        await using var host = new ApiHost { DemoAlbums = "perhaps" };
        await host.InitializeAsync();

        Assert.Contains("Set DemoAlbums to true or false, not to 'perhaps'", Assert.Throws<InvalidOperationException>(() => host.Client()).Message);
    }

    [Theory]
    [InlineData("friendbook")]
    [InlineData("instapic")]
    public void Every_recipe_of_a_network_can_be_painted_and_gives_the_same_picture_again(string network)
    {
        var folder = Directory.CreateTempSubdirectory("photoshare-paintings-").FullName;
        try
        {
            foreach (var recipe in DemoCatalogue.For(network, "ada", 1, api.Clock.GetUtcNow()).SelectMany(album => album.Unpainted).Select(photo => photo.Recipe.Split(':')[0]).Distinct())
            {
                var (one, two) = (Path.Combine(folder, "1"), Path.Combine(folder, "2"));
                Painting.Write(recipe + ":7", 96, 64, one);
                Painting.Write(recipe + ":7", 96, 64, two);
                Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_same_account_gets_the_same_pictures_and_another_network_others()
    {
        string[] Recipes(string network, int seed) => [.. DemoCatalogue.For(network, "ada", seed, api.Clock.GetUtcNow()).SelectMany(album => album.Unpainted).Select(photo => photo.Recipe)];

        Assert.Equal(Recipes("friendbook", 1), Recipes("friendbook", 1));
        Assert.Empty(Recipes("friendbook", 1).Intersect(Recipes("friendbook", 2)));
        Assert.Empty(Recipes("friendbook", 1).Select(recipe => recipe.Split('/')[0]).Intersect(Recipes("instapic", 1).Select(recipe => recipe.Split('/')[0])));
    }
}
