using NetVips;

namespace PhotoShare.Api.Photos;

/// <summary>Reads and writes image files by libvips. Every file that it writes is upright, in sRGB and without metadata.</summary>
internal static class Pictures
{
    /// <summary>50 megapixels: about 150 MB when decoded.</summary>
    public const long MostPixels = 50_000_000;

    private const int ThumbnailQuality = 80;
    private const int Quality = 90;

    static Pictures()
    {
        // Each file is worked on once: libvips' cache of operations would hold memory for nothing. Parallelism is between images.
        Cache.Max = 0;
        global::NetVips.NetVips.Concurrency = 1;
        // What libvips thinks of people's files is in the answer to them; standard error is not the place.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, (_, _, _) => { });
        // libvips reads some forty formats. What a person sends may reach these decoders, and no others.
        Operation.Block("VipsForeignLoad", true);
        foreach (var kind in (string[])["Jpeg", "Png", "Webp"]) Operation.Block("VipsForeignLoad" + kind, false);
    }

    /// <summary>Lets the decoder of SVG through too: for drawings of our own, in Development.</summary>
    public static void AllowDrawings() => Operation.Block("VipsForeignLoadSvg", false);

    /// <summary>Decodes what a person sent, and encodes it anew in the same format.</summary>
    /// <returns>Width and height, pixels, upright.</returns>
    /// <exception cref="UploadRefusedException">Broken, moving, or larger than <see cref="MostPixels"/>: that is read from the header, before anything is decoded.</exception>
    public static (int Width, int Height) WriteClean(string source, PictureKind kind, string target)
    {
        try
        {
            using var header = Load(source, kind, Enums.Access.Sequential);
            if ((long)header.Width * header.Height > MostPixels)
                throw Unprocessable($"A photo has {MostPixels / 1_000_000} megapixels at most; this has {header.Width} x {header.Height} pixels.");
            if (header.Contains("n-pages") && (int)header.Get("n-pages") > 1) throw Unprocessable("Moving pictures are not taken.");

            // One pass from top to bottom needs little memory; turning needs the whole picture.
            var isTurned = header.Contains("orientation") && (int)header.Get("orientation") > 1;
            using var decoded = isTurned ? Load(source, kind, Enums.Access.Random) : header.Copy();
            using var upright = decoded.Autorot();
            using var clean = upright.Contains("icc-profile-data") ? upright.IccTransform("srgb", embedded: true) : upright.Colourspace(Enums.Interpretation.Srgb);
            Save(clean, kind, target);
            return (clean.Width, clean.Height);
        }
        catch (VipsException e)
        {
            throw Unprocessable("The file is broken: it could not be decoded.", e);
        }
    }

    /// <param name="longSide">Pixels; a smaller picture stays as it is.</param>
    public static void WriteThumbnail(string source, string target, int longSide)
    {
        using var image = Image.Thumbnail(source, longSide, height: longSide, size: Enums.Size.Down);
        image.Webpsave(target, q: ThumbnailQuality, keep: Enums.ForeignKeep.None);
    }

    private static Image Load(string path, PictureKind kind, Enums.Access access) => kind switch
    {
        PictureKind.Jpeg => Image.Jpegload(path, access: access, failOn: Enums.FailOn.Error),
        PictureKind.Png => Image.Pngload(path, access: access, failOn: Enums.FailOn.Error),
        _ => Image.Webpload(path, access: access, failOn: Enums.FailOn.Error),
    };

    private static void Save(Image image, PictureKind kind, string path)
    {
        switch (kind)
        {
            case PictureKind.Jpeg: image.Jpegsave(path, q: Quality, optimizeCoding: true, keep: Enums.ForeignKeep.None); break;
            case PictureKind.Png: image.Pngsave(path, keep: Enums.ForeignKeep.None); break;
            default: image.Webpsave(path, q: Quality, keep: Enums.ForeignKeep.None); break;
        }
    }

    private static UploadRefusedException Unprocessable(string why, Exception? cause = null) => new(StatusCodes.Status422UnprocessableEntity, why, cause);
}
