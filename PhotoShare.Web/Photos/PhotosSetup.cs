using PhotoShare.Web.Albums;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Uploads;

namespace PhotoShare.Web.Photos;

/// <summary>Browsing the photos of a connection.</summary>
public static class PhotosSetup
{
    public static void AddPhotos(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<PhotoApiTransport>();
        services.AddSingleton<PhotoApi>();
        services.Configure<RouteOptions>(options => options.ConstraintMap["network"] = typeof(KnownNetwork));
        var client = services.AddHttpClient(PhotoApiTransport.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would carry the access token to an address that nobody configured.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
#pragma warning disable EXTEXP0001 // The only way to leave out what ServiceDefaults gives every client; experimental in Microsoft.Extensions.Http.Resilience 10.
        // Retries would turn "not reachable" into a long wait; the person has a button for that.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }

    public static void MapPhotoPages(this IEndpointRouteBuilder app)
    {
        var network = app.MapGroup($"{Paths.Connections}/{{network:network}}").RequireAuthorization();
        network.MapAlbums();
        network.MapPhotos();
        network.MapTryToWrite();
    }
}
