using System.IO.Compression;
using System.Text.Json;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Keeping;

/// <summary>Spans as bytes: JSON, compressed.</summary>
internal static class Packing
{
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    public static byte[] Pack(IReadOnlyCollection<SpanRecord> spans)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest)) JsonSerializer.Serialize(brotli, spans, Json);
        return bytes.ToArray();
    }

    /// <returns>Nothing for bytes that are none of ours, such as an earlier version's.</returns>
    public static IReadOnlyList<SpanRecord> Unpack(byte[] packed)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<List<SpanRecord>>(brotli, Json) ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            return [];
        }
    }
}
