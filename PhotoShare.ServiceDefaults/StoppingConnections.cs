using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// From the moment that the service is told to end, each answer says that its connection closes (RFC 9110 section 7.6.1): whoever called goes elsewhere
/// with the next request. Kestrel says so by itself, but only once it has got round to that connection.
/// </summary>
internal sealed class StoppingConnections(IHostApplicationLifetime lifetime) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, others) =>
        {
            // HTTP/2 has a frame of its own for it, which Kestrel sends.
            if (HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.OnStarting(CloseIfStopping, context.Response);
            return others(context);
        });
        next(app);
    };

    private Task CloseIfStopping(object response)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) ((HttpResponse)response).Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
