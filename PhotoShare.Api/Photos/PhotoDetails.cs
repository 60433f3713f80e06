namespace PhotoShare.Api.Photos;

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
