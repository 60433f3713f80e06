namespace PhotoShare.Api.Photos;

/// <summary>Small copies of photos in two sizes, each made when somebody first asks, once by each instance at most, and kept for all.</summary>
internal sealed class Thumbnails(IPhotoStore store, PhotoFiles files, Scratch scratch, ImageWork work)
{
    public const string ContentType = "image/webp";

    private readonly SingleFlight making = new();

    /// <returns>Pixels on the long side, or null for a size that there is not.</returns>
    public static int? LongSide(string size) => size switch { "small" => 320, "large" => 960, _ => null };

    /// <exception cref="ImageWorkBusyException">Too much image work waits already.</exception>
    public async Task<Stream> OpenAsync(Photo photo, int longSide, CancellationToken cancellationToken)
    {
        var key = PhotoFiles.Thumbnail(photo.Id, longSide);
        if (await store.OpenReadAsync(key, cancellationToken) is { } made) return made;
        await making.RunAsync(key, () => MakeAsync(photo.Id, longSide, key), cancellationToken);
        return await store.OpenReadAsync(key, cancellationToken) ?? throw new InvalidOperationException($"The thumbnail {key} was made and is not there.");
    }

    private async Task MakeAsync(string photoId, int longSide, string key)
    {
        if (!await store.ExistsAsync(key, CancellationToken.None)) await work.RunAsync(() => MakeNowAsync(photoId, longSide, key), CancellationToken.None);
    }

    // All of it in its turn, so that no more originals lie in the temporary folder than are worked on.
    private async Task MakeNowAsync(string photoId, int longSide, string key)
    {
        using var original = scratch.NewFile();
        using var small = scratch.NewFile();
        await using (var from = await files.OpenOriginalAsync(photoId, CancellationToken.None))
        await using (var to = original.OpenWrite())
            await from.CopyToAsync(to);
        Pictures.WriteThumbnail(original.Path, small.Path, longSide);
        await using var finished = small.OpenRead();
        await store.WriteAsync(key, finished, CancellationToken.None);
    }
}
