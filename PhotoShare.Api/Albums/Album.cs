using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Albums;

/// <summary>Photos that a person keeps together.</summary>
internal sealed class Album
{
    public required string Id { get; init; }

    /// <summary>The resource owner: the <c>sub</c> of their tokens.</summary>
    public required string Owner { get; init; }

    public required string Title { get; set; }
    public string Description { get; set; } = "";
    public required DateTimeOffset CreatedAt { get; init; }
    public string? CoverPhotoId { get; set; }
    public ICollection<Photo> Photos { get; } = [];
}
