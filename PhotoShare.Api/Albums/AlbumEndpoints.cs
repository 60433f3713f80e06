using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Data;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Albums;

/// <summary>A person's own albums. Whose they are is part of each query: another person's album and no album are the same nothing.</summary>
internal static class AlbumEndpoints
{
    public static IEndpointRouteBuilder MapAlbums(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/albums", ListAlbums).WithTags("Albums").WithSummary("Your albums, the newest first.");
        routes.MapGet("/albums/{albumId}", GetAlbum).WithTags("Albums").WithSummary("One of your albums, with its photos.").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Results<Ok<PageOf<AlbumItem>>, ValidationProblem>> ListAlbums(
        [AsParameters] Page page, ClaimsPrincipal person, PhotoDatabase database, CancellationToken cancellationToken)
    {
        if (page.Problems() is { Count: > 0 } problems) return TypedResults.ValidationProblem(problems);

        var albums = database.Albums.Where(album => album.Owner == person.Id());
        if (page.Cursor is { } cursor) albums = albums.Where(album => string.Compare(album.Id, cursor) < 0);
        var found = await albums.OrderByDescending(album => album.Id).Take(page.Size + 1)
            .Select(album => new AlbumItem(album.Id, album.Title, album.Description, album.Photos.Count, album.CoverPhotoId, album.CreatedAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Of(found, album => album.Id));
    }

    private static async Task<Results<Ok<AlbumDetails>, ValidationProblem, ProblemHttpResult>> GetAlbum(
        string albumId, [AsParameters] Page page, ClaimsPrincipal person, PhotoDatabase database, CancellationToken cancellationToken)
    {
        if (page.Problems() is { Count: > 0 } problems) return TypedResults.ValidationProblem(problems);

        var album = await database.Albums.Where(album => album.Id == albumId && album.Owner == person.Id())
            .Select(album => new AlbumItem(album.Id, album.Title, album.Description, album.Photos.Count, album.CoverPhotoId, album.CreatedAt))
            .SingleOrDefaultAsync(cancellationToken);
        if (album is null) return NotYours.Album;

        var photos = database.Photos.Where(photo => photo.AlbumId == albumId && photo.Owner == person.Id());
        if (page.Cursor is { } cursor) photos = photos.Where(photo => string.Compare(photo.Id, cursor) > 0);
        var found = await photos.OrderBy(photo => photo.Id).Take(page.Size + 1).Select(PhotoItem.Of).ToListAsync(cancellationToken);
        return TypedResults.Ok(new AlbumDetails(album.Id, album.Title, album.Description, album.PhotoCount, album.CoverPhotoId, album.CreatedAt,
            page.Of(found, photo => photo.Id)));
    }
}
