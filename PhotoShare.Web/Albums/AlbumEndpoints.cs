using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Albums;

/// <summary>The albums of a connection. A cursor is the API's own, and goes to it as it came.</summary>
public static class AlbumEndpoints
{
    /// <param name="network">The routes of one network, <see cref="PhotosSetup"/>.</param>
    public static void MapAlbums(this IEndpointRouteBuilder network)
    {
        network.MapGet("/albums", ListAlbums).AddEndpointFilter<RouteHandlerBuilder, ReadHops>();
        network.MapGet($"/albums/{Ids.Album}", ShowAlbum).AddEndpointFilter<RouteHandlerBuilder, ReadHops>();
    }

    private static async Task<IResult> ListAlbums(Viewer viewer, string? cursor, PhotoApi api, CancellationToken cancellationToken)
    {
        var answer = await api.ListAlbumsAsync(viewer, cursor, cancellationToken);
        return answer.Has(out var albums, out var refusal)
            ? new RazorComponentResult<AlbumsPage>(new { Network = viewer.Brand, Albums = albums, Cursor = cursor })
            : refusal.Show(viewer.Brand);
    }

    private static async Task<IResult> ShowAlbum(Viewer viewer, string album, string? cursor, PhotoApi api, CancellationToken cancellationToken)
    {
        var answer = await api.GetAlbumAsync(viewer, album, cursor, cancellationToken);
        return answer.Has(out var found, out var refusal)
            ? new RazorComponentResult<AlbumPage>(new { Network = viewer.Brand, Album = found, Cursor = cursor })
            : refusal.Show(viewer.Brand);
    }
}
