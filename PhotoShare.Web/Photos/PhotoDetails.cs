namespace PhotoShare.Web.Photos;

/// <summary>All that the photo API knows of a photo.</summary>
/// <param name="Id">The photo's id at the network.</param>
/// <param name="AlbumId">The album that it is in.</param>
/// <param name="Title">Its title.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Bytes">Size of the original.</param>
/// <param name="ContentType">Media type of the original.</param>
public sealed record PhotoDetails(string Id, string AlbumId, string Title, int Width, int Height, long Bytes, string ContentType)
{
    /// <summary>By the camera's own clock, without an offset from UTC; none if the camera did not say.</summary>
    public DateTime? TakenAt { get; init; }

    public CameraDetails? Camera { get; init; }

    /// <summary>The album's title, if the API tells it.</summary>
    public string? AlbumTitle { get; init; }

    /// <summary>The photo before this one in its album; none for the first, or if the API doesn't tell.</summary>
    public string? PreviousPhotoId { get; init; }

    /// <summary>The photo after this one in its album; none for the last, or if the API doesn't tell.</summary>
    public string? NextPhotoId { get; init; }
}

/// <summary>What the camera noted (EXIF).</summary>
/// <param name="ExposureTime">Seconds.</param>
/// <param name="Aperture">The f-number.</param>
/// <param name="Iso">Sensitivity.</param>
/// <param name="FocalLength">Millimetres.</param>
public sealed record CameraDetails(
    string? Model = null, string? Lens = null, double? ExposureTime = null, double? Aperture = null, int? Iso = null, double? FocalLength = null)
{
    /// <summary>As photographers write it, e.g. "1/250 s", "f/2.8", "ISO 200", "35 mm"; empty if nothing is known.</summary>
    public IEnumerable<string> Settings => new[] { Exposure, Number("f/", Aperture, ""), Number("ISO ", Iso, ""), Number("", FocalLength, " mm") }.OfType<string>();

    private string? Exposure => ExposureTime switch
    {
        null or <= 0 => null,
        < 0.4 => Number("1/", Math.Round(1 / ExposureTime.Value), " s"),
        _ => Number("", ExposureTime, " s"),
    };

    private static string? Number(string before, double? value, string after) =>
        value is > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{before}{value:0.##}{after}") : null;
}

/// <summary>What we need to know of a photo that was just added.</summary>
public sealed record UploadedPhoto(string Id);
