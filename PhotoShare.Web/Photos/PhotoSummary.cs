namespace PhotoShare.Web.Photos;

/// <summary>A photo in an album, as the photo API tells it.</summary>
/// <param name="Id">The photo's id at the network.</param>
/// <param name="AlbumId">The album that it is in.</param>
/// <param name="Title">Its title.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="TakenAt">When it was taken by the camera's own clock, without an offset from UTC; none if it did not say.</param>
/// <param name="Bytes">Size of the original.</param>
/// <param name="ContentType">Media type of the original.</param>
public sealed record PhotoSummary(
    string Id, string AlbumId, string Title, int Width, int Height, long Bytes, string ContentType, DateTime? TakenAt = null);
