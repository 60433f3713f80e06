using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Watching;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Joining;

/// <summary>
/// Gives spans that came by the browser, and so could carry no trace context, their place in the dance that caused them. May be called by several
/// threads at once. Spans are expected redacted: keys are compared by their fingerprints.
/// </summary>
/// <param name="options">None: the defaults.</param>
/// <param name="time">None: the system's.</param>
public sealed class Joiner(JoiningOptions? options = null, TimeProvider? time = null)
{
    private static readonly IServerJoining Keycloak = new KeycloakJoining(), StandIn = new StandInJoining();

    private readonly JoiningOptions options = options ?? new();
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Lock gate = new();
    private readonly DancePlaces places = new(options ?? new(), time ?? TimeProvider.System);
    private readonly WaitingRoom waiting = new(time ?? TimeProvider.System);

    // Traces of the authorization server that belong to a dance.
    private readonly Remembered<DancePlace> joined = new((options ?? new()).MostRemembered, (options ?? new()).Memory, time ?? TimeProvider.System);

    // Traces that are what they are: of a service that carries the dance's trace itself, or of nobody's dance.
    private readonly Remembered<bool> settled = new((options ?? new()).MostRemembered, (options ?? new()).Memory, time ?? TimeProvider.System);

    /// <summary>How many spans wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return waiting.Spans;
        }
    }

    /// <summary>Takes a span. Gives what has its place now: it, others that waited for it, or nothing yet.</summary>
    public IReadOnlyList<SpanRecord> Add(SpanRecord span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var placed = new List<SpanRecord>();
        lock (gate)
        {
            Take(span, placed);
            while (waiting.Spans > options.MostWaiting) GiveUp(waiting.Oldest!, placed);
        }
        return placed;
    }

    /// <summary>Gives up on what has waited too long: it comes out as it arrived, or below the hop that is known where only the cause is missing.</summary>
    public IReadOnlyList<SpanRecord> ReleaseOverdue()
    {
        var placed = new List<SpanRecord>();
        lock (gate)
        {
            foreach (var trace in waiting.InOrder.TakeWhile(trace => time.GetElapsedTime(trace.Since) >= options.WaitForCause).ToList())
            {
                // Others may have brought it along meanwhile.
                if (!waiting.Has(trace)) continue;
                if (Find(trace) is { } place) Settle(trace.Id, place with { Cause = place.Cause ?? place.Hop }, placed);
                else if (time.GetElapsedTime(trace.Since) >= options.Wait) GiveUp(trace, placed);
            }
        }
        return placed;
    }

    private void Take(SpanRecord span, List<SpanRecord> placed)
    {
        if (!Seeks(span) || Begins(span))
        {
            Stay(span.TraceId, span, placed);
        }
        else if (ServerOf(span) is var server && server.IsFrontChannel(span) && !(span.ParentSpanId.Length == 0 && joined.TryGet(span.TraceId, out _)))
        {
            Seek(span, server, placed);
        }
        else if (joined.TryGet(span.TraceId, out var place))
        {
            Place(Moved(span, place), place.Cause, placed);
        }
        else if (span.ParentSpanId.Length == 0 || settled.TryGet(span.TraceId, out _))
        {
            Stay(span.TraceId, span, placed);
        }
        else
        {
            waiting.Admit(span.TraceId, span);
        }
    }

    // A browser has no trace context to send: what comes with one is looked up all the same, and takes nothing of that trace along.
    private void Seek(SpanRecord request, IServerJoining server, List<SpanRecord> placed)
    {
        var keys = server.LookUp(request).ToList();
        if (server.SentHereBy(request) is { } sender) keys.Add(sender);
        if (keys.Count == 0 && request.ParentSpanId.Length == 0)
        {
            Stay(request.TraceId, request, placed);
            return;
        }
        var trace = waiting.Admit(IdOf(request), request);
        trace.Request = request;
        waiting.Await(trace, keys);
        TryJoin(trace, placed);
    }

    private void TryJoin(WaitingTrace trace, List<SpanRecord> placed)
    {
        if (!waiting.Has(trace) || Find(trace) is not { } place) return;
        if (place.Cause is null) waiting.Await(trace, [place.TraceId]);
        else Settle(trace.Id, place, placed);
    }

    private DancePlace? Find(WaitingTrace trace)
    {
        if (trace.Request is not { } request) return null;
        var server = ServerOf(request);
        return places.Find(server.LookUp(request), server.SentHereBy(request));
    }

    private void Settle(string id, DancePlace place, List<SpanRecord> placed)
    {
        var trace = waiting.Dismiss(id)!;
        if (trace.Request!.ParentSpanId.Length == 0) joined.Set(trace.Request.TraceId, place);
        foreach (var span in trace.Spans.Values) Place(span == trace.Request ? Moved(span with { ParentSpanId = "" }, place) with { OriginalParentSpanId = span.ParentSpanId } : Moved(span, place), place.Cause, placed);
    }

    private void Stay(string traceId, SpanRecord span, List<SpanRecord> placed)
    {
        settled.Set(traceId, true);
        Place(span, null, placed);
        if (waiting.Dismiss(traceId) is not { } others) return;
        foreach (var other in others.Spans.Values) Place(other, null, placed);
    }

    private void GiveUp(WaitingTrace trace, List<SpanRecord> placed)
    {
        waiting.Dismiss(trace.Id);
        if (trace.Id == trace.Request?.TraceId || trace.Request is null) settled.Set(trace.Id, true);
        foreach (var span in trace.Spans.Values) Place(span == trace.Request && span.ParentSpanId.Length > 0 ? Detached(span) : span, null, placed);
    }

    private void Place(SpanRecord span, string? cause, List<SpanRecord> placed)
    {
        placed.Add(span);
        cause ??= span[WatchAttributes.Cause] is null ? null : span.SpanId;
        var server = Seeks(span) ? ServerOf(span) : null;
        var news = places.Note(span, cause, server?.KnownBy(span) ?? JoinKey.All(span), server?.SendsOn(span) ?? []);
        foreach (var trace in news.SelectMany(waiting.For).Distinct().ToList()) TryJoin(trace, placed);
    }

    private bool Seeks(SpanRecord span) => options.EveryService || options.AuthorizationServers.Contains(span.Service);

    // The first that is seen of a foreign dance.
    private bool Begins(SpanRecord span) => span is { ParentSpanId: "", Kind: SpanKind.Server } && span[WatchAttributes.Cause] is not null
        && span[WatchAttributes.Pushed] is null && (places.Find(JoinKey.All(span), null) is not { } place || place.TraceId == span.TraceId);

    // Keycloak knows nothing of hops.
    private static IServerJoining ServerOf(SpanRecord span) => span[HopAttributes.Step] is null ? Keycloak : StandIn;

    private static string IdOf(SpanRecord request) => request.ParentSpanId.Length == 0 ? request.TraceId : $"{request.TraceId} {request.SpanId}";

    private static SpanRecord Moved(SpanRecord span, DancePlace place) => span with
    {
        TraceId = place.TraceId,
        ParentSpanId = span.ParentSpanId.Length == 0 ? place.Cause! : span.ParentSpanId,
        OriginalTraceId = span.TraceId,
        OriginalParentSpanId = span.ParentSpanId,
    };

    // Alone, and not in the trace that a browser named.
    private static SpanRecord Detached(SpanRecord span) => span with
    {
        TraceId = span.SpanId.PadLeft(32, '0'),
        ParentSpanId = "",
        OriginalTraceId = span.TraceId,
        OriginalParentSpanId = span.ParentSpanId,
    };
}
