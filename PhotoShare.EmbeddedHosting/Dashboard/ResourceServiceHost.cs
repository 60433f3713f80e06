using System.Net;
using Aspire.Hosting.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves Aspire's resource service: gRPC over plain HTTP/2, on loopback, to those who know the key of this run.</summary>
internal sealed class ResourceServiceHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HealthWatch health;

    public ResourceServiceHost(DistributedApplicationBuilder builder, DashboardPlan plan, IReadOnlyList<Supervisor> supervisors)
    {
        // Empty: neither the environment's ASPNETCORE_URLS, which are the dashboard's own, nor any log of ours on the console.
        var web = WebApplication.CreateEmptyBuilder(new());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, plan.Addresses.ResourceServicePort, listen => listen.Protocols = HttpProtocols.Http2));
        var mask = SecretMask.Of(builder, plan);
        var view = new ResourceView(builder, mask);
        var board = new ResourceBoard(supervisors);
        health = new HealthWatch(supervisors, board);
        web.Services.AddRoutingCore();
        web.Services.AddGrpc(options => options.Interceptors.Add<ApiKeyInterceptor>(plan.Keys.ResourceService));
        web.Services.AddSingleton(new ResourceService(builder, view, board, mask));
        app = web.Build();
        app.UseRouting();
        app.MapGrpcService<ResourceService>();
    }

    public async Task StartAsync(CancellationToken stop)
    {
        await app.StartAsync(stop);
        _ = health.RunAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        // At once: watchers would stay for ever.
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
