using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using PhotoShare.Dance.Receiving;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Tests.Hosting;

/// <summary>Sends exports by gRPC, as an exporter does.</summary>
internal sealed class GrpcSender(DanceHost dance, Action<Metadata>? headers = null) : IDisposable
{
    private readonly GrpcChannel channel = GrpcChannel.ForAddress(dance.GrpcAddress, new GrpcChannelOptions { MaxSendMessageSize = null });

    public Task<ExportTraceServiceResponse> SendAsync(ExportTraceServiceRequest export, bool packed = false) => SendAsync(export.ToByteArray(), packed);

    public async Task<ExportTraceServiceResponse> SendAsync(byte[] export, bool packed = false)
    {
        var metadata = new Metadata();
        if (packed) metadata.Add("grpc-internal-encoding-request", "gzip");
        headers?.Invoke(metadata);
        return await channel.CreateCallInvoker().AsyncUnaryCall(TraceContract.ExportMethod, null, new CallOptions(metadata), export);
    }

    public void Dispose() => channel.Dispose();
}
