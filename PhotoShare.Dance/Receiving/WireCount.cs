namespace PhotoShare.Dance.Receiving;

/// <summary>
/// Counts what an export holds, before anything is made of it: two bytes are enough for a span, so that four megabytes could become
/// two million objects. Knows the same messages as otlp.proto and goes past everything else.
/// </summary>
internal ref struct WireCount
{
    private enum Message
    {
        Export,
        ResourceSpans,
        Resource,
        ScopeSpans,
        Span,
        Event,
        Leaf,
    }

    /// <summary>Spans.</summary>
    public int Spans { get; private set; }

    /// <summary>All messages within, spans among them.</summary>
    public int Messages { get; private set; }

    /// <exception cref="FormatException">These bytes are no protobuf.</exception>
    public static WireCount Of(ReadOnlySpan<byte> export)
    {
        var count = new WireCount();
        count.Read(export, Message.Export);
        return count;
    }

    private void Read(ReadOnlySpan<byte> bytes, Message message)
    {
        while (bytes.Length > 0)
        {
            var tag = Number(ref bytes);
            var (field, wireType) = (tag >> 3, tag & 7);
            if (field == 0) throw new FormatException("A field has no number.");
            ulong length = wireType switch
            {
                0 => 0,
                1 => 8,
                2 => Number(ref bytes),
                5 => 4,
                // Groups (3, 4) are no part of proto3.
                _ => throw new FormatException("A field is of no known wire type."),
            };
            if (wireType == 0) Number(ref bytes);
            if (length > (ulong)bytes.Length) throw new FormatException("A field is longer than what holds it.");
            if (wireType == 2 && Child(message, field) is { } child)
            {
                Messages++;
                if (child == Message.Span) Spans++;
                if (child != Message.Leaf) Read(bytes[..(int)length], child);
            }
            bytes = bytes[(int)length..];
        }
    }

    private static Message? Child(Message message, ulong field) => (message, field) switch
    {
        (Message.Export, 1) => Message.ResourceSpans,
        (Message.ResourceSpans, 1) => Message.Resource,
        (Message.ResourceSpans, 2) => Message.ScopeSpans,
        (Message.Resource, 1) => Message.Leaf,
        (Message.ScopeSpans, 1) => Message.Leaf,
        (Message.ScopeSpans, 2) => Message.Span,
        (Message.Span, 9) => Message.Leaf,
        (Message.Span, 11) => Message.Event,
        (Message.Span, 13) => Message.Leaf,
        (Message.Event, 3) => Message.Leaf,
        _ => null,
    };

    // A base-128 varint: seven bits a byte, the lowest first.
    private static ulong Number(ref ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (var i = 0; i < 10 && i < bytes.Length; i++)
        {
            number |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return number;
            }
        }
        throw new FormatException("A number does not end.");
    }
}
