using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Web.Watching;

/// <summary>
/// The hops that come to Web as requests. The first of a dance is marked on the request's own span. One that goes on with a dance gets a span in the
/// dance's trace instead of its own: the browser carries no trace context, and would not be believed if it did. docs/decisions/0012 says why.
/// </summary>
public sealed class RequestHops(HopRecorder recorder)
{
    /// <summary>Makes the request's own span the hop.</summary>
    public HopSpan Mark(HttpContext context, HopStep step) => Mark(context, step, Party.Browser);

    /// <param name="from">None where it is not known.</param>
    public HopSpan Mark(HttpContext context, HopStep step, Party? from)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Note(context, recorder.Mark(OwnSpanOf(context), step, from, WebHops.Client), continued: null);
    }

    /// <summary>
    /// Goes on with a dance: starts a span that is the hop, under the dance's first one. It is current for the caller's further spans, and ends with the request.
    /// </summary>
    /// <param name="dance">The context of the dance's first span, as we stored it (W3C Trace Context, <c>traceparent</c>); none, and the request stands alone.</param>
    public HopSpan Continue(HttpContext context, string? dance, HopStep step)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!ActivityContext.TryParse(dance, traceState: null, isRemote: true, out var parent)) return Mark(context, step);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path.Value;
        if (WebHops.Source.StartActivity($"{context.Request.Method} {route}", ActivityKind.Server, parent) is not { } span) return Mark(context, step);

        // Its parts are in the dance's trace; alone in a trace of its own it would tell the same once more. Not recorded is not exported.
        if (OwnSpanOf(context) is { } own) own.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.SetTag(HttpTags.Method, context.Request.Method).SetTag("url.scheme", context.Request.Scheme).SetTag("url.path", context.Request.Path.Value)
            .SetTag("server.address", context.Request.Host.Host).SetTag("server.port", context.Request.Host.Port).SetTag("http.route", route);
        return Note(context, recorder.Mark(span, step, Party.Browser, WebHops.Client), span);
    }

    private static HopSpan Note(HttpContext context, HopSpan hop, Activity? continued)
    {
        context.Features.Set(new RequestHop(hop, continued));
        return hop;
    }

    private static Activity? OwnSpanOf(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity;
}

/// <summary>The hop that a request is.</summary>
public sealed class RequestHop(HopSpan span, Activity? continued)
{
    public HopSpan Span => span;

    /// <summary>The dance's name: the id of its trace.</summary>
    public string? Dance => span.Activity?.TraceId.ToHexString();

    /// <returns>None if the request is no hop.</returns>
    public static RequestHop? Of(HttpContext? context) => context?.Features.Get<RequestHop>();

    /// <summary>Ends a span that goes on with a dance; the request's own ends by itself.</summary>
    public void End(HttpContext context)
    {
        if (continued is null) return;
        continued.SetTag(HttpTags.Status, context.Response.StatusCode);
        if (context.Response.StatusCode >= 500) continued.SetStatus(ActivityStatusCode.Error);
        continued.Dispose();
    }
}

public static class RequestHopMiddleware
{
    /// <summary>Ends the request's hop when its status is known. Goes around all that may begin one, and around the pages that problems get.</summary>
    public static IApplicationBuilder UseRequestHops(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        finally
        {
            RequestHop.Of(context)?.End(context);
        }
    });
}
