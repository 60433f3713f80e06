using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>Serves the client's key set where the realm files say it is.</summary>
public sealed class KeySetHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private KeySetHost(WebApplication app) => this.app = app;

    /// <summary>Where the key set is.</summary>
    public Uri Address => new(new Uri(app.Urls.Single()), ".well-known/jwks.json");

    public static async Task<KeySetHost> StartAsync(ClientKey key)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsJsonAsync(System.Text.Json.Nodes.JsonNode.Parse(key.PublicKeySet)));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
