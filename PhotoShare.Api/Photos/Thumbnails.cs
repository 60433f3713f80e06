namespace PhotoShare.Api.Photos;

/// <summary>Small copies of photos in two sizes, each made once, when somebody first asks, and kept.</summary>
internal sealed class Thumbnails(PhotoFiles files, ImageWork work)
{
    public const string ContentType = "image/webp";

    private readonly SingleFlight making = new();

    /// <returns>Pixels on the long side, or null for a size that there is not.</returns>
    public static int? LongSide(string size) => size switch { "small" => 320, "large" => 960, _ => null };

    /// <returns>The path of the file.</returns>
    /// <exception cref="ImageWorkBusyException">Too much image work waits already.</exception>
    public async Task<string> GetAsync(Photo photo, int longSide, CancellationToken cancellationToken)
    {
        var path = files.ThumbnailPath(photo.Id, longSide);
        if (!File.Exists(path)) await making.RunAsync(path, () => MakeAsync(photo.Id, longSide, path), cancellationToken);
        return path;
    }

    private Task MakeAsync(string photoId, int longSide, string path) => File.Exists(path) ? Task.CompletedTask : work.RunAsync(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        Pictures.WriteThumbnail(files.OriginalPath(photoId), unfinished, longSide);
        PhotoFiles.Place(unfinished, path);
        return path;
    }, CancellationToken.None);
}
