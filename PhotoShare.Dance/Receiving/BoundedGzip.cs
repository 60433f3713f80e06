using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace PhotoShare.Dance.Receiving;

/// <summary>gRPC's own gzip unpacks whatever it is given: its bound is on the packed message.</summary>
internal sealed class BoundedGzip(int most) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(new GZipStream(stream, CompressionMode.Decompress), most,
        () => new RpcException(new Status(StatusCode.InvalidArgument, $"An export has at most {most} bytes, unpacked.")));
}
