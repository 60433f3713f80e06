using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>Where a photo stands in its album, for people who leaf through it.</summary>
/// <param name="AlbumTitle">The album's title.</param>
/// <param name="Previous">The photo before it; null for the first.</param>
/// <param name="Next">The photo after it; null for the last.</param>
internal sealed record Neighbours(string AlbumTitle, string? Previous, string? Next)
{
    public static Task<Neighbours> OfAsync(Photo photo, PhotoDatabase database, CancellationToken cancellationToken)
    {
        var album = database.Photos.Where(other => other.AlbumId == photo.AlbumId).Select(other => other.Id);
        return database.Albums.Where(found => found.Id == photo.AlbumId)
            .Select(found => new Neighbours(found.Title,
                album.Where(id => string.Compare(id, photo.Id) < 0).Max(),
                album.Where(id => string.Compare(id, photo.Id) > 0).Min()))
            .SingleAsync(cancellationToken);
    }
}
