using Microsoft.AspNetCore.Http.HttpResults;

namespace PhotoShare.Api.Data;

/// <summary>One answer for what is not there and for what is not yours, so that nobody learns which it was.</summary>
internal static class NotYours
{
    public static ProblemHttpResult Album => TypedResults.Problem("You have no such album.", statusCode: StatusCodes.Status404NotFound);
    public static ProblemHttpResult Photo => TypedResults.Problem("You have no such photo.", statusCode: StatusCodes.Status404NotFound);
}
