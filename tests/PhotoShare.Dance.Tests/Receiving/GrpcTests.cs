using Google.Protobuf;
using Grpc.Core;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Receiving;

public sealed class GrpcTests : IDisposable
{
    private const string Key = "the-key";

    private readonly DanceHost dance = new(new() { ["Dance:OtlpKey"] = Key, ["Dance:Receiving:MaxBodyBytes"] = "100000", ["Dance:Receiving:MaxSpans"] = "100" });

    public void Dispose() => dance.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_export_is_taken_in(bool packed)
    {
        using var sender = new GrpcSender(dance, WithKey);
        var span = Otlp.Span("by gRPC");
        var answer = await sender.SendAsync(Otlp.Export("keycloak", span), packed);
        Assert.Null(answer.PartialSuccess);
        Assert.Equal("by gRPC", Assert.Single(await dance.KeptAsync(span.TraceId.Hex())).Name);
    }

    [Fact]
    public async Task Spans_without_valid_ids_are_rejected()
    {
        using var sender = new GrpcSender(dance, WithKey);
        var span = Otlp.Span("no trace");
        span.TraceId = ByteString.Empty;
        Assert.Equal(1, (await sender.SendAsync(Otlp.Export("keycloak", span))).PartialSuccess.RejectedSpans);
    }

    [Fact]
    public Task Without_the_key_nobody_sends() => Refused(StatusCode.Unauthenticated, Otlp.Export("web", Otlp.Span("x")).ToByteArray(), headers => { });

    [Fact]
    public Task No_browser_sends() => Refused(StatusCode.PermissionDenied, Otlp.Export("web", Otlp.Span("x")).ToByteArray(), headers =>
    {
        WithKey(headers);
        headers.Add("origin", "http://127.0.0.1:5040");
    });

    [Fact]
    public Task What_can_not_be_read_is_an_invalid_argument() => Refused(StatusCode.InvalidArgument, [0x0a, 0x7f, 0x01], WithKey);

    [Fact]
    public Task More_spans_than_an_export_may_have_are_an_invalid_argument() =>
        Refused(StatusCode.InvalidArgument, Otlp.Export("web", Enumerable.Range(0, 101).Select(_ => new Dance.Receiving.Otlp.Span())).ToByteArray(), WithKey);

    [Fact]
    public Task What_is_too_large_is_refused() => Refused(StatusCode.ResourceExhausted, new byte[100_001], WithKey);

    [Fact]
    public async Task A_small_message_that_unpacks_to_a_large_one_is_refused()
    {
        using var sender = new GrpcSender(dance, WithKey);
        var refused = await Assert.ThrowsAsync<RpcException>(() => sender.SendAsync(new byte[8_000_000], packed: true));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private async Task Refused(StatusCode expected, byte[] export, Action<Metadata> headers)
    {
        using var sender = new GrpcSender(dance, headers);
        Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(() => sender.SendAsync(export))).StatusCode);

        using var other = new GrpcSender(dance, WithKey);
        await other.SendAsync(Otlp.Export("web", Otlp.Span("the next one")));
    }

    private static void WithKey(Metadata headers) => headers.Add("x-otlp-api-key", Key);
}
