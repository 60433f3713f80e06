using Google.Protobuf;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Receiving;

/// <summary>OTLP over HTTP with protobuf: <c>POST /v1/traces</c>. What it answers, and when a sender may come back, is OTLP's own (specification, "OTLP/HTTP Response").</summary>
internal static class OtlpEndpoint
{
    public const string Path = "/v1/traces";

    private const string Protobuf = "application/x-protobuf";

    // Bodies that are read at the same time: each may take twice its bound in memory.
    private const int MostAtOnce = 32;

    private static int atOnce;

    public static void MapOtlp(this WebApplication app)
    {
        app.MapPost(Path, ExportAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGrpcService<TraceService>().AllowAnonymous();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, SenderCheck senders, ExportReading reading, Reception reception, IOptions<DanceOptions> options)
    {
        if (senders.Refusal(context) is { } refusal) return Error(refusal, "Spans come from services that know the key, and from no browser.");
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
            return Error(StatusCodes.Status415UnsupportedMediaType, $"Send {Protobuf}.");
        var encoding = request.Headers.ContentEncoding.ToString();
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Error(StatusCodes.Status415UnsupportedMediaType, "Send the body as it is, or as gzip.");
        try
        {
            if (Interlocked.Increment(ref atOnce) > MostAtOnce) return ComeBack(context);
            var body = await BoundedBody.ReadAsync(request, isGzip, options.Value.Receiving.MaxBodyBytes, context.RequestAborted);
            var answer = reception.Take(reading.Read(body));
            return answer is null ? ComeBack(context) : Results.Bytes(answer.ToByteArray(), Protobuf);
        }
        catch (ExportRefusedException e)
        {
            return Error(e.Status, e.Message);
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }

    private static BytesWithStatus ComeBack(HttpContext context)
    {
        context.Response.Headers.RetryAfter = $"{Reception.RetryAfterSeconds}";
        return Error(StatusCodes.Status429TooManyRequests, "Too many spans wait already.");
    }

    // The body of an error is a google.rpc.Status in the encoding of the request.
    private static BytesWithStatus Error(int status, string message) => new(status, new RpcStatus { Message = message }.ToByteArray());

    private sealed class BytesWithStatus(int status, byte[] body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = Protobuf;
            httpContext.Response.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
