namespace PhotoShare.Api.Photos;

/// <summary>What the camera wrote about itself (Exif 2.32, section 4.6). Never where it was, nor its serial number or owner.</summary>
internal sealed class CameraSettings
{
    public const int LongestText = 100;

    public string? Model { get; set; }
    public string? Lens { get; set; }

    /// <summary>Seconds.</summary>
    public double? ExposureTime { get; set; }

    /// <summary>The f-number.</summary>
    public double? Aperture { get; set; }
    public int? Iso { get; set; }

    /// <summary>Millimetres.</summary>
    public double? FocalLength { get; set; }
}
