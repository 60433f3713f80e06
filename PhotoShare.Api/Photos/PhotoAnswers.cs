using System.Linq.Expressions;

namespace PhotoShare.Api.Photos;

/// <summary>A photo in a list.</summary>
/// <param name="Width">Pixels, as is Height.</param>
/// <param name="TakenAt">By the camera's own clock, without an offset from UTC; null where the camera did not say.</param>
/// <param name="Bytes">Size of the original.</param>
internal sealed record PhotoItem(string Id, string AlbumId, string Title, int Width, int Height, DateTime? TakenAt, long Bytes, string ContentType)
{
    public static readonly Expression<Func<Photo, PhotoItem>> Of = photo =>
        new PhotoItem(photo.Id, photo.AlbumId, photo.Title, photo.Width, photo.Height, photo.TakenAt, photo.Bytes, photo.ContentType);
}

/// <summary>All that is known of a photo.</summary>
/// <param name="CreatedAt">When it came here.</param>
internal sealed record PhotoDetails(string Id, string AlbumId, string Title, int Width, int Height, DateTime? TakenAt, long Bytes, string ContentType, DateTimeOffset CreatedAt, CameraDetails Camera)
{
    public required string AlbumTitle { get; init; }

    /// <summary>The photo before this one in the album; null for the first.</summary>
    public required string? PreviousPhotoId { get; init; }

    /// <summary>The photo after this one in the album; null for the last.</summary>
    public required string? NextPhotoId { get; init; }

    public static PhotoDetails Of(Photo photo, Neighbours neighbours) => new(photo.Id, photo.AlbumId, photo.Title, photo.Width, photo.Height, photo.TakenAt, photo.Bytes, photo.ContentType, photo.CreatedAt,
        new CameraDetails(photo.Camera.Model, photo.Camera.Lens, photo.Camera.ExposureTime, photo.Camera.Aperture, photo.Camera.Iso, photo.Camera.FocalLength))
    {
        AlbumTitle = neighbours.AlbumTitle,
        PreviousPhotoId = neighbours.Previous,
        NextPhotoId = neighbours.Next,
    };
}

/// <param name="ExposureTime">Seconds.</param>
/// <param name="Aperture">The f-number.</param>
/// <param name="FocalLength">Millimetres.</param>
internal sealed record CameraDetails(string? Model, string? Lens, double? ExposureTime, double? Aperture, int? Iso, double? FocalLength);
