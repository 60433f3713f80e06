namespace PhotoShare.Web.Photos;

/// <summary>A photo in an album, as the photo API tells it.</summary>
/// <param name="Id">The photo's id at the network.</param>
/// <param name="AlbumId">The album that it is in.</param>
/// <param name="Title">Its title.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="TakenAt">When it was taken, if the camera said so.</param>
/// <param name="Bytes">Size of the original.</param>
/// <param name="ContentType">Media type of the original.</param>
public sealed record PhotoSummary(
    string Id, string AlbumId, string Title, int Width, int Height, DateTimeOffset? TakenAt, long Bytes, string ContentType);
