using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using PhotoShare.Dance.Pages;

namespace PhotoShare.Dance.Live;

/// <summary>Tells pages that something changed, as server-sent events; the pages then ask for what it is.</summary>
internal static class LiveEndpoints
{
    /// <summary>The one kind of event.</summary>
    public const string Changed = "changed";

    // Seconds after which a page that found no place may ask again.
    private const string Later = "10";

    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder app)
    {
        app.MapGet(Paths.Events, (HttpContext http, PageListeners listeners) => Listen(http, listeners, null));
        app.MapGet("/dances/{id}/events", (string id, HttpContext http, PageListeners listeners) => DanceId.IsOne(id) ? Listen(http, listeners, id) : TypedResults.NotFound());
        return app;
    }

    private static IResult Listen(HttpContext http, PageListeners listeners, string? id)
    {
        if (listeners.TryEnter() is not { } seat)
        {
            http.Response.Headers.RetryAfter = Later;
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        http.Response.RegisterForDispose(seat);
        // For a reverse proxy on the way: it must not hold events back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(listeners, id, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(PageListeners listeners, string? id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var changed in listeners.ListenAsync(id, cancellationToken)) yield return new SseItem<string>(changed, Changed);
    }
}
