// Part of ingest.cs, memory.cs and live.cs: OTLP's protobuf, as much as spans need (PhotoShare.Dance/Receiving/otlp.proto has the numbers).
using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

internal sealed class Proto : IDisposable
{
    private readonly MemoryStream bytes = new();

    public void Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Fixed(int field, long value)
    {
        Varint((ulong)field << 3 | 1);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        bytes.Write(eight);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    // KeyValue, whose value is an AnyValue.
    public void Attribute(int field, string name, string text)
    {
        var value = new Proto();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) value.Number(3, number);
        else value.Text(1, text);
        var pair = new Proto();
        pair.Text(1, name);
        pair.Bytes(2, value.ToArray());
        Bytes(field, pair.ToArray());
    }

    public byte[] ToArray() => bytes.ToArray();

    public void Dispose() => bytes.Dispose();

    public static byte[] Export(IEnumerable<(string Service, byte[] Span)> spans)
    {
        var export = new Proto();
        foreach (var service in spans.GroupBy(span => span.Service))
        {
            var resource = new Proto();
            resource.Attribute(1, "service.name", service.Key);
            var scope = new Proto();
            foreach (var (_, span) in service) scope.Bytes(2, span);
            var resourceSpans = new Proto();
            resourceSpans.Bytes(1, resource.ToArray());
            resourceSpans.Bytes(2, scope.ToArray());
            export.Bytes(1, resourceSpans.ToArray());
        }
        return export.ToArray();
    }

    /// <summary>Sends an export as a service does.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, string dance, string key, byte[] export)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{dance}/v1/traces") { Content = new ByteArrayContent(export) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Headers.Add("x-otlp-api-key", key);
        return await http.SendAsync(request);
    }

    private void Varint(ulong value)
    {
        for (; value > 127; value >>= 7) bytes.WriteByte((byte)(value | 128));
        bytes.WriteByte((byte)value);
    }
}
