using PhotoShare.Web.Photos;

namespace PhotoShare.Web.Albums;

/// <summary>An album with one page of its photos.</summary>
public sealed record Album(
    string Id, string Title, int PhotoCount, DateTimeOffset CreatedAt, PageOf<PhotoSummary> Photos, string? Description = null);
