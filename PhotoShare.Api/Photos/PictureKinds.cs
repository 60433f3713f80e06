namespace PhotoShare.Api.Photos;

internal static class PictureKinds
{
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static string ContentType(this PictureKind kind) => kind switch { PictureKind.Jpeg => "image/jpeg", PictureKind.Png => "image/png", _ => "image/webp" };

    /// <returns>Null for every other kind.</returns>
    public static PictureKind? Of(string path)
    {
        Span<byte> head = stackalloc byte[12];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith(Jpeg)) return PictureKind.Jpeg;
        if (head.StartsWith(Png)) return PictureKind.Png;
        // RIFF, four bytes of length, WEBP.
        return head.Length == 12 && head.StartsWith("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8) ? PictureKind.Webp : null;
    }
}
