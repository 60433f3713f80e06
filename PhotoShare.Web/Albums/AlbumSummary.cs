namespace PhotoShare.Web.Albums;

/// <summary>An album, as the photo API tells it.</summary>
/// <param name="Id">The album's id at the network.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What the person wrote about it, if anything.</param>
/// <param name="PhotoCount">How many photos are in it.</param>
/// <param name="CoverPhotoId">The photo that stands for it; none if it is empty.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AlbumSummary(
    string Id, string Title, int PhotoCount, DateTimeOffset CreatedAt, string? Description = null, string? CoverPhotoId = null);
