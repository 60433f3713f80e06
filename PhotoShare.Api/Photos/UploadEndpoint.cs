using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>Brings a photo into an album of the person's own.</summary>
internal static class UploadEndpoint
{
    public static IEndpointRouteBuilder MapUpload(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/albums/{albumId}/photos", Upload)
            .WithTags("Photos")
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes + UploadForm.FormBytes))
            .WithSummary("Brings a photo into one of your albums: multipart/form-data with a file photo (JPEG, PNG or WebP, 20 MB and 50 megapixels at most) and a title if you like.")
            .AddOpenApiOperationTransformer(DescribeForm)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return routes;
    }

    private static async Task<Results<Created<PhotoDetails>, ProblemHttpResult>> Upload(
        string albumId, HttpRequest request, ClaimsPrincipal person, PhotoDatabase database, Uploads uploads)
    {
        var album = await database.Albums.SingleOrDefaultAsync(album => album.Id == albumId && album.Owner == person.Id(), request.HttpContext.RequestAborted);
        if (album is null) return NotYours.Album;
        try
        {
            var photo = await uploads.TakeAsync(album, request, request.HttpContext.RequestAborted);
            return TypedResults.Created($"/photos/{photo.Id}", PhotoDetails.Of(photo, await Neighbours.OfAsync(photo, database, request.HttpContext.RequestAborted)));
        }
        catch (UploadRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: refused.Status);
        }
    }

    /// <summary>
    /// The form, for the API's description. It is read as it comes in, not bound; and <c>Accepts</c> would have routing answer 415
    /// to whoever has not even shown a token.
    /// </summary>
    private static Task DescribeForm(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "photo" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["photo"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = UploadForm.LongestTitle },
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }
}
