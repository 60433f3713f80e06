using MetadataExtractor;
using MetadataExtractor.Formats.Exif;

namespace PhotoShare.Api.Photos;

/// <summary>Reads what the camera wrote about itself into a photo's Exif, and no more than that: the file itself is kept without any.</summary>
internal static class CameraReader
{
    /// <returns>Nothing known, where the metadata is missing or broken: that is no reason to refuse a photo.</returns>
    public static (CameraSettings Camera, DateTime? TakenAt) Read(string path)
    {
        try
        {
            var directories = ImageMetadataReader.ReadMetadata(path);
            var main = directories.OfType<ExifIfd0Directory>().FirstOrDefault();
            var exif = directories.OfType<ExifSubIfdDirectory>().FirstOrDefault();
            var camera = new CameraSettings
            {
                Model = Model(Text(main, ExifDirectoryBase.TagMake), Text(main, ExifDirectoryBase.TagModel)),
                Lens = Text(exif, ExifDirectoryBase.TagLensModel),
                ExposureTime = Number(exif, ExifDirectoryBase.TagExposureTime, most: 86_400),
                Aperture = Number(exif, ExifDirectoryBase.TagFNumber, most: 1_000),
                Iso = exif is not null && exif.TryGetInt32(ExifDirectoryBase.TagIsoEquivalent, out var iso) && iso > 0 ? iso : null,
                FocalLength = Number(exif, ExifDirectoryBase.TagFocalLength, most: 100_000),
            };
            DateTime? takenAt = exif is not null && exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var time) ? DateTime.SpecifyKind(time, DateTimeKind.Unspecified) : null;
            return (camera, takenAt);
        }
        catch (Exception e) when (e is ImageProcessingException or IOException or MetadataException or ArgumentException or OverflowException)
        {
            return (new CameraSettings(), null);
        }
    }

    private static string? Model(string? make, string? model) =>
        make is null || model is null || model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model ?? make : Cut($"{make} {model}");

    private static string? Text(MetadataExtractor.Directory? directory, int tag)
    {
        var text = Cut(new string([.. (directory?.GetString(tag) ?? "").Where(c => !char.IsControl(c))]).Trim());
        return text.Length > 0 ? text : null;
    }

    private static string Cut(string text) => text.Length <= CameraSettings.LongestText ? text
        // Not through the middle of a character, half of which PostgreSQL would not take.
        : text[..(char.IsHighSurrogate(text[CameraSettings.LongestText - 1]) ? CameraSettings.LongestText - 1 : CameraSettings.LongestText)];

    private static double? Number(MetadataExtractor.Directory? directory, int tag, double most) =>
        directory is not null && directory.TryGetRational(tag, out var value) && (double)value.Numerator / value.Denominator is > 0 and var number && number <= most ? number : null;
}
