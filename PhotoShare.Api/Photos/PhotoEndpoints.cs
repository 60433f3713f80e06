using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>A person's own photos: what is known of them, and their pixels in three sizes.</summary>
internal static class PhotoEndpoints
{
    public static IEndpointRouteBuilder MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/photos/{photoId}", GetPhoto).WithTags("Photos").WithSummary("What is known of one of your photos.").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/photos/{photoId}/thumbnail", GetThumbnail).WithTags("Photos").WithSummary("One of your photos, small (320 pixels on the long side) or large (960).")
            .Produces(StatusCodes.Status200OK, contentType: Thumbnails.ContentType).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/photos/{photoId}/original", GetOriginal).WithTags("Photos").WithSummary("One of your photos, in full.")
            .Produces(StatusCodes.Status200OK, contentType: "image/jpeg", additionalContentTypes: ["image/png", "image/webp"]).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Results<Ok<PhotoDetails>, ProblemHttpResult>> GetPhoto(
        string photoId, ClaimsPrincipal person, PhotoDatabase database, CancellationToken cancellationToken) =>
        await Find(photoId, person, database, cancellationToken) is { } photo
            ? TypedResults.Ok(PhotoDetails.Of(photo, await Neighbours.OfAsync(photo, database, cancellationToken)))
            : NotYours.Photo;

    private static async Task<Results<FileStreamHttpResult, ValidationProblem, ProblemHttpResult>> GetThumbnail(
        string photoId, string? size, ClaimsPrincipal person, PhotoDatabase database, Thumbnails thumbnails, CancellationToken cancellationToken)
    {
        if (Thumbnails.LongSide(size ?? "small") is not { } longSide)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["size"] = ["small or large."] });
        if (await Find(photoId, person, database, cancellationToken) is not { } photo) return NotYours.Photo;

        return Pixels(await thumbnails.OpenAsync(photo, longSide, cancellationToken), Thumbnails.ContentType, photo, $"{photo.ContentHash}-{longSide}");
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetOriginal(
        string photoId, ClaimsPrincipal person, PhotoDatabase database, PhotoFiles files, CancellationToken cancellationToken) =>
        await Find(photoId, person, database, cancellationToken) is { } photo
            ? Pixels(await files.OpenOriginalAsync(photo.Id, cancellationToken), photo.ContentType, photo, photo.ContentHash)
            : NotYours.Photo;

    private static Task<Photo?> Find(string photoId, ClaimsPrincipal person, PhotoDatabase database, CancellationToken cancellationToken) =>
        database.Photos.AsNoTracking().SingleOrDefaultAsync(photo => photo.Id == photoId && photo.Owner == person.Id(), cancellationToken);

    /// <param name="version">For a strong validator: the same tag means the same bytes (RFC 9110 section 8.8.3), whichever instance sends them.</param>
    private static FileStreamHttpResult Pixels(Stream content, string contentType, Photo photo, string version) =>
        TypedResults.Stream(content, contentType, lastModified: photo.CreatedAt, entityTag: new EntityTagHeaderValue($"\"{version}\""), enableRangeProcessing: true);
}
