using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Receiving;

public sealed class HttpTests : IDisposable
{
    private const string Key = "the-key";

    private readonly DanceHost dance = new(new() { ["Dance:OtlpKey"] = Key, ["Dance:Receiving:MaxBodyBytes"] = "100000", ["Dance:Receiving:MaxSpans"] = "100" });

    public void Dispose() => dance.Dispose();

    [Fact]
    public async Task An_export_is_taken_in()
    {
        var span = Otlp.Span("GET /realms/{realm}/protocol/openid-connect/auth", ("http.request.method", "GET"), ("http.response.status_code", 302));
        using var answer = await PostAsync(Otlp.Export("keycloak", span).ToByteArray());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Null(ExportTraceServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).PartialSuccess);

        var kept = Assert.Single(await dance.KeptAsync(span.TraceId.Hex()));
        Assert.Equal(("keycloak", "GET", "302"), (kept.Service, kept["http.request.method"], kept["http.response.status_code"]));
    }

    [Fact]
    public async Task A_packed_export_is_taken_in()
    {
        var span = Otlp.Span("packed");
        using var answer = await PostAsync(Gzip(Otlp.Export("web", span).ToByteArray()), request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await dance.KeptAsync(span.TraceId.Hex()));
    }

    [Fact]
    public async Task Fields_that_nobody_here_knows_are_gone()
    {
        var span = Otlp.Span("known");
        // trace_state = 3, dropped_attributes_count = 10, and a field of the future.
        byte[] unknown = [0x1a, 3, (byte)'a', (byte)'=', (byte)'b', 0x50, 1, 0xfa, 0x3f, 6, .. "hidden"u8];
        var export = Otlp.Export("web", Span.Parser.ParseFrom([.. span.ToByteArray(), .. unknown]));
        var read = new Dance.Receiving.ExportReading(Microsoft.Extensions.Options.Options.Create(new DanceOptions())).Read(export.ToByteArray());
        Assert.Equal(span.ToByteArray(), read.ResourceSpans[0].ScopeSpans[0].Spans[0].ToByteArray());
        Assert.NotEqual(export.ToByteArray(), read.ToByteArray());
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-kez")]
    [InlineData("the-key-and-more")]
    public async Task Without_the_key_nobody_sends(string? key)
    {
        using var answer = await dance.PostAsync(Otlp.Export("web", Otlp.Span("x")).ToByteArray(), request => { if (key is not null) request.Headers.Add("x-otlp-api-key", key); });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:5040")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Mode", "no-cors")]
    public async Task No_browser_sends(string header, string value)
    {
        using var answer = await PostAsync(Otlp.Export("web", Otlp.Span("x")).ToByteArray(), request => request.Headers.Add(header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("text/plain", null)]
    [InlineData("application/x-protobuf", "br")]
    public async Task What_is_no_protobuf_is_refused(string type, string? encoding)
    {
        using var answer = await PostAsync([], request =>
        {
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
            if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        });
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "a length that is not there", [0x0a, 0x7f, 0x01] },
        { "a group", [0x0b, 0x0c] },
        { "a number without end", [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01] },
        { "a name that is no UTF-8", Otlp.Export("web", Otlp.Span("name")).ToByteArray().Select(value => value == (byte)'m' ? (byte)0xff : value).ToArray() },
        { "JSON", "{\"resourceSpans\":[]}"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_can_not_be_read_gets_OTLPs_own_error_and_costs_nobody_else(string what, byte[] body)
    {
        Assert.NotEmpty(what);
        using var answer = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/x-protobuf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("protobuf", RpcStatus.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).Message, StringComparison.Ordinal);

        var span = Otlp.Span("next");
        using var next = await PostAsync(Otlp.Export("web", span).ToByteArray());
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Single(await dance.KeptAsync(span.TraceId.Hex()));
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        using var answer = await PostAsync(new byte[100_001]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_without_saying_so_is_refused()
    {
        using var answer = await PostAsync(new byte[100_001], request => { request.Headers.TransferEncodingChunked = true; request.Content!.Headers.ContentLength = null; });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_a_large_one_is_refused()
    {
        var bomb = Gzip(new byte[8_000_000]);
        Assert.InRange(bomb.Length, 1, 90_000);
        using var answer = await PostAsync(bomb, request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_no_gzip_is_malformed()
    {
        using var answer = await PostAsync([1, 2, 3, 4], request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task More_spans_than_an_export_may_have_are_refused_before_they_are_made()
    {
        using var answer = await PostAsync(Otlp.Export("web", Enumerable.Range(0, 101).Select(_ => new Span())).ToByteArray());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task More_attributes_than_all_spans_may_have_are_refused_before_they_are_made()
    {
        var span = Otlp.Span("x");
        span.Attributes.AddRange(Enumerable.Range(0, 6500).Select(_ => new KeyValue()));
        using var answer = await PostAsync(Otlp.Export("web", span).ToByteArray());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Spans_without_valid_ids_are_rejected_and_the_others_taken()
    {
        var (good, shortId, zero, timeless) = (Otlp.Span("good"), Otlp.Span("short"), Otlp.Span("zero"), Otlp.Span("timeless"));
        shortId.TraceId = Otlp.Random(8);
        zero.SpanId = ByteString.CopyFrom(new byte[8]);
        timeless.StartTimeUnixNano = 0;
        using var answer = await PostAsync(Otlp.Export("web", shortId, good, zero, timeless).ToByteArray());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var partial = ExportTraceServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).PartialSuccess;
        Assert.Equal(3, partial.RejectedSpans);
        Assert.NotEmpty(partial.ErrorMessage);
        Assert.Single(await dance.KeptAsync(good.TraceId.Hex()));
    }

    [Fact]
    public async Task Receiving_makes_no_spans()
    {
        List<string> made = [];
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            ActivityStopped = activity => { lock (made) made.Add($"{activity.GetTagItem("url.path")}{activity.IsAllDataRequested}"); },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        using var answer = await PostAsync(Otlp.Export("web", Otlp.Span("x")).ToByteArray());
        Assert.DoesNotContain("/v1/tracesTrue", made);
    }

    private Task<HttpResponseMessage> PostAsync(byte[] body, Action<HttpRequestMessage>? change = null) => dance.PostAsync(body, request =>
    {
        request.Headers.Add("x-otlp-api-key", Key);
        change?.Invoke(request);
    });

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
