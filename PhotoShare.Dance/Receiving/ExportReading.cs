using Google.Protobuf;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.Receiving;

/// <summary>Reads the bytes of an export, within bounds. Fields that otlp.proto does not name are not kept: nobody has looked at them.</summary>
internal sealed class ExportReading(IOptions<DanceOptions> options)
{
    // A span that is worth its name has fewer attributes, events and links than this, on average.
    private const int MessagesPerSpan = 64;

    private static readonly MessageParser<ExportTraceServiceRequest> Parser = ExportTraceServiceRequest.Parser.WithDiscardUnknownFields(true);

    /// <exception cref="ExportRefusedException">It can't be read, or holds too much; to send it again is of no use.</exception>
    public ExportTraceServiceRequest Read(ReadOnlyMemory<byte> bytes)
    {
        var limits = options.Value.Receiving;
        if (bytes.Length > limits.MaxBodyBytes) throw ExportRefusedException.TooLarge($"An export has at most {limits.MaxBodyBytes} bytes, unpacked.");
        try
        {
            var count = WireCount.Of(bytes.Span);
            if (count.Spans > limits.MaxSpans) throw ExportRefusedException.TooLarge($"An export has at most {limits.MaxSpans} spans.");
            if (count.Messages > (long)limits.MaxSpans * MessagesPerSpan) throw ExportRefusedException.TooLarge("An export has fewer attributes, events and links.");
            return Parser.ParseFrom(bytes.Span);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or FormatException)
        {
            throw ExportRefusedException.Malformed("This is no ExportTraceServiceRequest in protobuf.");
        }
    }
}

/// <summary>An export that can't be taken, whoever sends it and whenever.</summary>
internal sealed class ExportRefusedException : Exception
{
    private ExportRefusedException(string message, int status) : base(message) => Status = status;

    /// <summary>By HTTP: 400 or 413. By gRPC it is INVALID_ARGUMENT, which is not sent again.</summary>
    public int Status { get; }

    public static ExportRefusedException Malformed(string message) => new(message, StatusCodes.Status400BadRequest);

    public static ExportRefusedException TooLarge(string message) => new(message, StatusCodes.Status413PayloadTooLarge);
}
