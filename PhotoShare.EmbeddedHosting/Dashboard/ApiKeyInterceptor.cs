using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aspire.Hosting.Dashboard;

/// <summary>Refuses every call without the key of this run, which the dashboard sends with each.</summary>
internal sealed class ApiKeyInterceptor(string key) : Interceptor
{
    public const string Header = "x-resource-service-api-key";

    private readonly byte[] expected = Encoding.UTF8.GetBytes(key);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(context.RequestHeaders.GetValue(Header) ?? "")))
            throw new RpcException(new(StatusCode.Unauthenticated, $"{Header} is missing, or is not the key of this run."));
    }
}
