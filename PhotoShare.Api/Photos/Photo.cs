namespace PhotoShare.Api.Photos;

/// <summary>A photo as it is kept: decoded and encoded anew, upright, in sRGB, without any metadata of the file it came in.</summary>
internal sealed class Photo
{
    public required string Id { get; init; }
    public required string AlbumId { get; init; }

    /// <summary>The resource owner, as in its album: a photo's queries need no join to know whose it is.</summary>
    public required string Owner { get; init; }

    public required string Title { get; set; }

    /// <summary>Pixels, upright.</summary>
    public required int Width { get; set; }
    public required int Height { get; set; }

    public required long Bytes { get; set; }
    public required string ContentType { get; set; }

    /// <summary>SHA-256 of the file, base64url: its strong validator (RFC 9110 section 8.8.3).</summary>
    public required string ContentHash { get; set; }

    /// <summary>By the camera's own clock. Without an offset from UTC, which would tell about the place.</summary>
    public DateTime? TakenAt { get; set; }

    public CameraSettings Camera { get; set; } = new();
    public required DateTimeOffset CreatedAt { get; init; }
}
