using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using PhotoShare.Dance.Receiving;
using PhotoShare.Dance.Receiving.Otlp;

namespace PhotoShare.Dance.PassingOn;

/// <summary>Sends exports to the dashboard, by gRPC or HTTP.</summary>
internal sealed class DashboardClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DashboardAddress dashboard;
    private readonly HttpMessageInvoker http;
    private readonly GrpcChannel? grpc;

    public DashboardClient(DashboardAddress dashboard)
    {
        this.dashboard = dashboard;
        // Without a propagator the handler makes no spans: else each export would be the next one's reason.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null };
        http = new HttpMessageInvoker(handler);
        if (dashboard.IsGrpc) grpc = GrpcChannel.ForAddress(dashboard.Address, new GrpcChannelOptions { HttpHandler = handler });
    }

    /// <exception cref="HttpRequestException">It did not go: by HTTP.</exception>
    /// <exception cref="RpcException">It did not go: by gRPC.</exception>
    /// <exception cref="OperationCanceledException">It took more than ten seconds.</exception>
    public async Task SendAsync(ExportTraceServiceRequest export, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        if (grpc is not null) await SendByGrpcAsync(grpc, export, bound.Token);
        else await SendByHttpAsync(export, bound.Token);
    }

    public void Dispose()
    {
        grpc?.Dispose();
        http.Dispose();
    }

    private async Task SendByGrpcAsync(GrpcChannel channel, ExportTraceServiceRequest export, CancellationToken cancellationToken)
    {
        var headers = new Metadata();
        foreach (var (name, value) in dashboard.Headers) headers.Add(name, value);
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(TraceContract.ExportMethod, null, new CallOptions(headers, cancellationToken: cancellationToken),
            export.ToByteArray());
        await call.ResponseAsync;
    }

    private async Task SendByHttpAsync(ExportTraceServiceRequest export, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{dashboard.Address.AbsoluteUri.TrimEnd('/')}{OtlpEndpoint.Path}")
        {
            Content = new ByteArrayContent(export.ToByteArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } },
        };
        foreach (var (name, value) in dashboard.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
