using PhotoShare.Api.Data;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Albums;

/// <summary>An album with one page of its photos, oldest first.</summary>
internal sealed record AlbumDetails(string Id, string Title, string Description, int PhotoCount, string? CoverPhotoId, DateTimeOffset CreatedAt, PageOf<PhotoItem> Photos);
