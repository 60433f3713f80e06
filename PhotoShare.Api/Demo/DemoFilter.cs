using PhotoShare.Api.Authentication;

namespace PhotoShare.Api.Demo;

/// <summary>Has the demo albums ready, and of their photos those that the request is about, before the handler looks for them.</summary>
internal sealed class DemoFilter(DemoAlbums albums) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        await albums.GiveAsync(http.User.Id(), http.RequestAborted);
        if (http.GetRouteValue("photoId") is string photoId) await albums.PaintAsync(unpainted => unpainted.PhotoId == photoId, http.RequestAborted);
        if (http.GetRouteValue("albumId") is string albumId) await albums.PaintAsync(unpainted => unpainted.AlbumId == albumId, http.RequestAborted);
        return await next(context);
    }
}
