using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Home;

/// <summary>The page that tells the story to everybody.</summary>
public static class HomeEndpoints
{
    public static IEndpointRouteBuilder MapHome(this IEndpointRouteBuilder app)
    {
        app.MapGet(Paths.Home, () => new RazorComponentResult<HomePage>()).AllowAnonymous();
        return app;
    }
}
