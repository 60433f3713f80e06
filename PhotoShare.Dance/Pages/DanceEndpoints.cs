using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Pages;

/// <summary>The list of dances, and each dance.</summary>
internal static class DanceEndpoints
{
    // A connection that is read from all day has many followers; the page shows the newest.
    private const int FollowersShown = 50;

    public static IEndpointRouteBuilder MapDances(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AddEndpointFilter(NeverStored);
        pages.MapGet(Paths.Dances, ListAsync);
        pages.MapGet("/dances/{id}", ShowAsync);
        return app;
    }

    private static async Task<RazorComponentResult<DancesPage>> ListAsync([AsParameters] DanceFilter filter, IDances dances, CancellationToken cancellationToken) =>
        new(new { Filter = filter, All = await dances.ListAsync(cancellationToken) });

    private static async Task<IResult> ShowAsync(string id, string? view, IDances dances, CancellationToken cancellationToken)
    {
        if (!DanceId.IsOne(id)) return Results.NotFound();
        if (await dances.FindAsync(id, cancellationToken) is not { } dance) return new RazorComponentResult<NotFoundPage>(new { Id = id }) { StatusCode = StatusCodes.Status404NotFound };
        return new RazorComponentResult<DancePage>(new
        {
            Dance = dance,
            View = view == Paths.Word(DanceView.FrontRow) || (view is null && !HasBalcony(dance)) ? DanceView.FrontRow : DanceView.Balcony,
            Followers = await FindAsync(dances, dance.Followers.TakeLast(FollowersShown), cancellationToken),
            Follows = dance.Follows is null ? null : await dances.FindAsync(dance.Follows, cancellationToken),
        });
    }

    // What has one step only is seen better from near by.
    private static bool HasBalcony(WatchedDance dance) => dance.Kind is DanceKind.Connect or DanceKind.SignIn;

    private static async Task<IReadOnlyList<WatchedDance>> FindAsync(IDances dances, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<WatchedDance>();
        foreach (var id in ids)
            if (await dances.FindAsync(id, cancellationToken) is { } dance) found.Add(dance);
        return [.. found.OrderBy(dance => dance.StartedAt)];
    }

    private static ValueTask<object?> NeverStored(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
