using NetVips;

namespace PhotoShare.Api.Photos;

/// <summary>Reads and writes image files by libvips. Every file that it writes is upright, in sRGB and without metadata.</summary>
internal static class Pictures
{
    /// <summary>Longest sides of thumbnails are small, so quality can be high at little cost.</summary>
    private const int ThumbnailQuality = 80;

    static Pictures()
    {
        // Each file is worked on once: libvips' cache of operations would hold memory for nothing. Parallelism is between images.
        Cache.Max = 0;
        global::NetVips.NetVips.Concurrency = 1;
    }

    /// <param name="longSide">Pixels; a smaller picture stays as it is.</param>
    public static void WriteThumbnail(string source, string target, int longSide)
    {
        using var image = Image.Thumbnail(source, longSide, height: longSide, size: Enums.Size.Down);
        image.Webpsave(target, q: ThumbnailQuality, keep: Enums.ForeignKeep.None);
    }
}
