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
