using System.IO.Compression;

namespace PhotoShare.Dance.Receiving;

/// <summary>Reads a body that may be packed, and stops where it becomes larger than it may be: a kilobyte of gzip can hold a megabyte.</summary>
internal static class BoundedBody
{
    /// <exception cref="ExportRefusedException">It is larger than <paramref name="most"/> bytes, packed or unpacked, or is no gzip.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, bool isGzip, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) throw TooLarge(most);
        using var packed = new BoundedStream(request.Body, most, () => TooLarge(most));
        if (!isGzip) return await AllAsync(packed, cancellationToken);
        try
        {
            await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            await using var unpacked = new BoundedStream(gzip, most, () => TooLarge(most));
            return await AllAsync(unpacked, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw ExportRefusedException.Malformed("The body is no gzip.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> AllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellationToken);
        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }

    private static ExportRefusedException TooLarge(int most) => ExportRefusedException.TooLarge($"An export has at most {most} bytes, packed and unpacked.");
}

/// <summary>The bytes of another stream, up to a number; the next one is an error.</summary>
internal sealed class BoundedStream(Stream inner, int most, Func<Exception> tooLarge) : Stream
{
    private long read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int now)
    {
        read += now;
        return read > most ? throw tooLarge() : now;
    }
}
