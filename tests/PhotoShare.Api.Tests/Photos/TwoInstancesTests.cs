using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Api.Data;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>Two instances of the API on one database and one folder.</summary>
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private readonly ApiHost one = new();
    private ApiHost other = null!;

    public async ValueTask InitializeAsync()
    {
        await one.InitializeAsync();
        other = new ApiHost { Beside = one };
        await other.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
    }

    [Fact]
    public async Task An_instance_that_starts_does_not_harm_what_the_other_is_just_taking_in()
    {
        var album = await one.AlbumAsync("ada");
        using var writer = one.Client(one.Realm.Token().For("ada").Scopes("photos.read photos.write"));
        var body = new SlowBody(Samples.Jpeg());
        var uploading = writer.PostAsync($"/albums/{album.Id}/photos", new MultipartFormDataContent { { new StreamContent(body), "photo", "photo.jpg" } });
        await body.HalfSent;

        using var reader = other.Client(one.Realm.Token().For("ada"));
        (await reader.GetAsync("/albums")).Dispose();
        body.GoOn();

        using var taken = await uploading;
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        using var here = await writer.GetAsync($"{taken.Headers.Location}/original");
        using var there = await reader.GetAsync($"{taken.Headers.Location}/original");
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        Assert.Equal((here.Headers.ETag, here.Content.Headers.LastModified), (there.Headers.ETag, there.Content.Headers.LastModified));
        Assert.Equal(await here.Content.ReadAsByteArrayAsync(), await there.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_thumbnail_that_both_are_asked_for_at_once_is_whole_on_both()
    {
        var album = await one.AlbumAsync("ada");
        var token = one.Realm.Token().For("ada").Scopes("photos.read photos.write");
        HttpClient[] clients = [one.Client(token), other.Client(token)];
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Jpeg()), "photo", "photo.jpg" } };
        using var taken = await clients[0].PostAsync($"/albums/{album.Id}/photos", form);

        var thumbnails = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => clients[i % 2].GetByteArrayAsync($"{taken.Headers.Location}/thumbnail")));

        Assert.All(thumbnails, thumbnail => Assert.Equal(thumbnails[0], thumbnail));
        Assert.Single(Directory.GetFiles(Path.Combine(one.DataDirectory, "thumbnails"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(one.DataDirectory, "unfinished")));
        Assert.Empty(Directory.GetFiles(one.TemporaryFolder));
    }

    [Fact]
    public async Task Demo_albums_are_given_once_and_painted_alike_though_both_are_asked_at_the_same_time()
    {
        var token = one.Realm.Token().For("crowd");
        HttpClient[] clients = [one.Client(token), other.Client(token)];

        var lists = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => clients[i % 2].GetStringAsync("/albums")));
        var albums = JsonNode.Parse(Assert.Single(lists.Distinct()))!["items"]!.AsArray();
        Assert.Equal(4, albums.Count);

        var cover = $"/photos/{albums[0]!["coverPhotoId"]}/original";
        var pictures = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => clients[i % 2].GetAsync(cover)));
        Assert.All(pictures, picture => Assert.Equal((HttpStatusCode.OK, pictures[0].Headers.ETag), (picture.StatusCode, picture.Headers.ETag)));
        var details = await clients[1].GetFromJsonAsync<JsonObject>(cover[..^"/original".Length]);
        Assert.Equal(pictures[0].Content.Headers.ContentLength, details!["bytes"]!.GetValue<long>());
    }

    [Fact]
    public async Task The_second_who_gives_demo_albums_meets_the_first_ones_ids_and_takes_them_as_given()
    {
        using var client = one.Client(one.Realm.Token().For("late"));
        (await client.GetAsync("/albums")).Dispose();
        await using var scope = one.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        foreach (var (album, _) in Demo.DemoCatalogue.For("friendbook", "late", 1, one.Clock.GetUtcNow())) database.Add(album);

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveChangesAsync());
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_refused_by_both_within_what_they_remember()
    {
        var token = one.Realm.Token().For("ada");
        HttpClient[] clients = [one.Client(token), other.Client(token)];
        foreach (var client in clients) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/albums")).StatusCode);

        one.Realm.Revoke(token);
        one.Clock.Advance(Api.Authentication.TokenStates.Memory);

        foreach (var client in clients) Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/albums")).StatusCode);
    }

    /// <summary>Sends half of a file, and the rest when the test says so.</summary>
    private sealed class SlowBody(byte[] file) : MemoryStream(file)
    {
        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously), goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HalfSent => half.Task;

        public void GoOn() => goOn.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length / 2)
            {
                half.TrySetResult();
                await goOn.Task.WaitAsync(cancellationToken);
            }
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, (int)Length / 4)], cancellationToken);
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            var buffer = new byte[4096];
            int read;
            while ((read = await ReadAsync(buffer, cancellationToken)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await destination.FlushAsync(cancellationToken);
            }
        }
    }
}
