using Google.Protobuf;
using Grpc.Core;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Receiving;

/// <summary>OTLP over gRPC.</summary>
internal sealed class TraceService(SenderCheck senders, ExportReading reading, Reception reception) : TraceContract
{
    public override Task<ExportTraceServiceResponse> Export(byte[] export, ServerCallContext context)
    {
        if (senders.Refusal(context.GetHttpContext()) is { } refusal)
            throw Refused(refusal == StatusCodes.Status403Forbidden ? StatusCode.PermissionDenied : StatusCode.Unauthenticated, "Spans come from services that know the key, and from no browser.");
        try
        {
            return Task.FromResult(reception.Take(reading.Read(export)) ?? throw ComeBack());
        }
        catch (ExportRefusedException e)
        {
            throw Refused(StatusCode.InvalidArgument, e.Message);
        }
    }

    /// <summary>Without a delay in its details RESOURCE_EXHAUSTED means never (OTLP specification, "OTLP/gRPC Throttling").</summary>
    private static RpcException ComeBack()
    {
        const string message = "Too many spans wait already.";
        var status = new RpcStatus { Code = (int)StatusCode.ResourceExhausted, Message = message };
        var retry = new RetryInfo { RetryDelay = new RetryDelay { Seconds = Reception.RetryAfterSeconds } };
        status.Details.Add(new RpcDetail { TypeUrl = "type.googleapis.com/google.rpc.RetryInfo", Value = retry.ToByteString() });
        return new RpcException(new Status(StatusCode.ResourceExhausted, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    private static RpcException Refused(StatusCode code, string message) => new(new Status(code, message));
}
