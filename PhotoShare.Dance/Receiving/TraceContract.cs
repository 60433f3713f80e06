using Google.Protobuf;
using Grpc.Core;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Receiving;

/// <summary>OTLP's service of gRPC. By hand, so that an export comes as the bytes that it is, and is read within our bounds (<see cref="ExportReading"/>).</summary>
[BindServiceMethod(typeof(TraceContract), nameof(Bind))]
internal abstract class TraceContract
{
    public const string Name = "opentelemetry.proto.collector.trace.v1.TraceService";

    /// <summary>The one method: bytes in, an answer out.</summary>
    public static readonly Method<byte[], ExportTraceServiceResponse> ExportMethod = new(MethodType.Unary, Name, nameof(Export),
        Marshallers.Create<byte[]>((export, context) => context.Complete(export), context => context.PayloadAsNewBuffer()),
        Marshallers.Create((answer, context) => context.Complete(answer.ToByteArray()), context => ExportTraceServiceResponse.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));

    public static void Bind(ServiceBinderBase binder, TraceContract? service) =>
        binder.AddMethod(ExportMethod, service is null ? null : new UnaryServerMethod<byte[], ExportTraceServiceResponse>(service.Export));

    public abstract Task<ExportTraceServiceResponse> Export(byte[] export, ServerCallContext context);
}
