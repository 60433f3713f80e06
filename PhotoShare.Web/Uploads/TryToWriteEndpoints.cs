using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Web.Forms;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Uploads;

/// <summary>
/// Lets the person see that a permission is a limit: PhotoShare tries to add a photo, and it is the network's API that refuses,
/// not a button that we left out.
/// </summary>
public static class TryToWriteEndpoints
{
    private const string Picture = "test-picture.png";

    /// <param name="network">The routes of one network, <see cref="PhotosSetup"/>.</param>
    public static void MapTryToWrite(this IEndpointRouteBuilder network)
    {
        network.MapGet("/try-to-write", Explain);
        network.MapPost("/try-to-write", Try).RequireForm().AddEndpointFilter<RouteHandlerBuilder, ReadHops>();
    }

    private static RazorComponentResult<TryToWritePage> Explain(Viewer viewer) => Show(viewer, null);

    private static async Task<IResult> Try(Viewer viewer, PhotoApi api, IWebHostEnvironment host, CancellationToken cancellationToken)
    {
        var albums = await api.ListAlbumsAsync(viewer, null, cancellationToken);
        if (!albums.Has(out var found, out var refusal)) return refusal.Show(viewer.Brand);
        if (found.Items is not [var album, ..]) return Show(viewer, new WriteAttempt(false, null, "There is no album to add a photo to."));

        var picture = await File.ReadAllBytesAsync(host.WebRootFileProvider.GetFileInfo(Picture).PhysicalPath!, cancellationToken);
        var answer = await api.AddPhotoAsync(viewer, album.Id, picture, cancellationToken);
        if (answer.Has(out _, out refusal)) return Show(viewer, new WriteAttempt(true, null, $"The photo is in the album “{album.Title}” now."));
        if (refusal.Kind != PhotoApiRefusalKind.InsufficientScope) return refusal.Show(viewer.Brand);
        var missing = viewer.Network.Scopes.GetValueOrDefault(refusal.Scope ?? "") ?? refusal.Scope;
        return Show(viewer, new WriteAttempt(false, missing, refusal.Cause));
    }

    private static RazorComponentResult<TryToWritePage> Show(Viewer viewer, WriteAttempt? attempt) =>
        new(new { Network = viewer.Brand, Attempt = attempt });
}
