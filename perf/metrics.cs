// Part of memory.cs: takes metrics by OTLP (HTTP, protobuf) and remembers how large the heap was after the last collection.
using System.Buffers.Binary;
using System.Net;
using System.Text;

internal sealed class HeapMetrics : IDisposable
{
    private const string Wanted = "dotnet.gc.last_collection.heap.size";

    private readonly HttpListener listener = new();
    private long heap;

    public HeapMetrics(string address)
    {
        listener.Prefixes.Add($"{address}/");
        listener.Start();
        _ = Task.Run(ListenAsync);
    }

    /// <summary>Bytes, of all generations.</summary>
    public long Heap => Volatile.Read(ref heap);

    public void Dispose() => listener.Close();

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            var context = await listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath == "/v1/metrics") Read(body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    // ExportMetricsServiceRequest: resource_metrics = 1, scope_metrics = 2, metrics = 2 { name = 1, sum = 7, gauge = 5 }, data_points = 1 { as_int = 6 }.
    private void Read(byte[] export)
    {
        foreach (var metric in Messages(export, 1).SelectMany(resource => Messages(resource, 2)).SelectMany(scope => Messages(scope, 2)))
        {
            if (Messages(metric, 1).Select(Encoding.UTF8.GetString).FirstOrDefault() != Wanted) continue;
            var points = Messages(metric, 7).Concat(Messages(metric, 5)).SelectMany(data => Messages(data, 1));
            Volatile.Write(ref heap, points.Sum(point => Fields(point).Where(field => field.Number == 6).Sum(field => BinaryPrimitives.ReadInt64LittleEndian(field.Bytes))));
        }
    }

    private static IEnumerable<byte[]> Messages(byte[] message, int number) => Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch { 0 => Skip(message, at), 1 => 8, 5 => 4, 2 => (int)Varint(message, ref at), _ => throw new InvalidDataException($"Wire type {tag & 7}.") };
            fields.Add(((int)(tag >> 3), message[at..(at + length)]));
            at += length;
        }
        return fields;
    }

    private static int Skip(byte[] message, int at)
    {
        var start = at;
        Varint(message, ref at);
        return at - start;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(message[at] & 127) << shift;
            if (message[at++] < 128) return value;
        }
    }
}
