using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PhotoShare.Dance.Receiving;
using PhotoShare.Dance.Receiving.Otlp;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Receiving;

/// <summary>Nobody takes spans out of the queue here, so that it fills up.</summary>
public sealed class SheddingTests : IDisposable
{
    private readonly DanceHost dance = new(new() { ["Dance:Receiving:MaxQueuedSpans"] = "10" }, services =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(Pipeline))));

    public void Dispose() => dance.Dispose();

    [Fact]
    public async Task When_the_queue_is_full_senders_by_HTTP_are_told_when_to_come_back()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(6)).Status);
        var (status, retryAfter) = await SendAsync(6);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(TimeSpan.FromSeconds(Reception.RetryAfterSeconds), retryAfter);
        // There is still room for a smaller one.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(4)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(1)).Status);
    }

    [Fact]
    public async Task When_the_queue_is_full_senders_by_gRPC_are_told_when_to_come_back()
    {
        using var sender = new GrpcSender(dance);
        await sender.SendAsync(Export(10));
        var refused = await Assert.ThrowsAsync<RpcException>(() => sender.SendAsync(Export(1)));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
        var detail = Assert.Single(status.Details);
        Assert.Equal("type.googleapis.com/google.rpc.RetryInfo", detail.TypeUrl);
        Assert.Equal(Reception.RetryAfterSeconds, RetryInfo.Parser.ParseFrom(detail.Value).RetryDelay.Seconds);
    }

    [Fact]
    public async Task An_export_larger_than_the_queue_gets_in_when_nobody_else_waits()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(11)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(1)).Status);
    }

    [Fact]
    public async Task What_was_shed_takes_no_room()
    {
        for (var i = 0; i < 50; i++) await SendAsync(9);
        Assert.Equal(9, dance.Services.GetRequiredService<SpanQueue>().Waiting);
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> SendAsync(int spans)
    {
        using var answer = await dance.PostAsync(Export(spans).ToByteArray());
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    private static ExportTraceServiceRequest Export(int spans) => Otlp.Export("web", Enumerable.Range(0, spans).Select(i => Otlp.Span($"span {i}")));
}
