namespace PhotoShare.Api.Albums;

/// <summary>An album in a list.</summary>
/// <param name="CoverPhotoId">The photo to show for it; null while it has none.</param>
internal sealed record AlbumItem(string Id, string Title, string Description, int PhotoCount, string? CoverPhotoId, DateTimeOffset CreatedAt);
