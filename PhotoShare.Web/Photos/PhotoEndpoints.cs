using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Photos;

/// <summary>One photo of a connection: its page, and its pixels.</summary>
public static class PhotoEndpoints
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <param name="network">The routes of one network, <see cref="PhotosSetup"/>.</param>
    public static void MapPhotos(this IEndpointRouteBuilder network)
    {
        network.MapGet($"/photos/{Ids.Photo}", ShowPhoto).AddEndpointFilter<RouteHandlerBuilder, ReadHops>();
        network.MapGet($"/photos/{Ids.Photo}/thumbnail", SendThumbnail);
        network.MapGet($"/photos/{Ids.Photo}/original", SendOriginal);
    }

    private static async Task<IResult> ShowPhoto(Viewer viewer, string photo, PhotoApi api, CancellationToken cancellationToken)
    {
        var answer = await api.GetPhotoAsync(viewer, photo, cancellationToken);
        return answer.Has(out var details, out var refusal)
            ? new RazorComponentResult<PhotoPage>(new { Network = viewer.Brand, Photo = details })
            : refusal.Show(viewer.Brand);
    }

    /// <param name="size"><c>small</c> or <c>large</c>.</param>
    private static Task<IResult> SendThumbnail(Viewer viewer, string photo, string? size, PhotoApiTransport transport, HttpContext context) =>
        size is "small" or "large"
            ? SendAsync(viewer, $"photos/{Uri.EscapeDataString(photo)}/thumbnail?size={size}", transport, context)
            : Task.FromResult<IResult>(new ProblemResult(ProblemCatalogue.BadRequest, "size is small or large."));

    private static Task<IResult> SendOriginal(Viewer viewer, string photo, PhotoApiTransport transport, HttpContext context) =>
        SendAsync(viewer, $"photos/{Uri.EscapeDataString(photo)}/original", transport, context);

    private static async Task<IResult> SendAsync(Viewer viewer, string address, PhotoApiTransport transport, HttpContext context)
    {
        var answer = await transport.SendAsync(viewer, () => PhotoImage.Request(address, context.Request.Headers), context.RequestAborted);
        if (answer.Has(out var response, out var refusal))
        {
            if (await PhotoImage.TrySendAsync(response, context, Fresh)) return Results.Empty;
            refusal = new PhotoApiRefusal(PhotoApiRefusalKind.Down, "The API answered with something that is no picture.");
        }
        var page = refusal.Show(viewer.Brand);
        return ProblemHandling.WantsPage(context.Request) ? page : TypedResults.StatusCode(page.Problem.Status);
    }
}

/// <summary>Route parameters for ids that a network's API made: they stand in addresses of ours and of the API, so they are one plain segment.</summary>
public static class Ids
{
    public const string Album = "{album:regex(^[A-Za-z0-9_-]{{1,128}}$)}";
    public const string Photo = "{photo:regex(^[A-Za-z0-9_-]{{1,128}}$)}";
}
