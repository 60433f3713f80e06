namespace PhotoShare.Api.Demo;

/// <summary>A demo photo that nobody has looked at yet: its row is there, its pixels are painted when somebody asks.</summary>
internal sealed class UnpaintedPhoto
{
    public required string PhotoId { get; init; }
    public required string AlbumId { get; init; }

    /// <summary>Name of the painting and its seed, such as <c>dunes:1234</c>.</summary>
    public required string Recipe { get; init; }
}
