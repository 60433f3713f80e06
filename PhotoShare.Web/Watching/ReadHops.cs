using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Problems;

namespace PhotoShare.Web.Watching;

/// <summary>
/// Pages that read from a connection. The first one after the account was kept ends the dance, whichever instance of Web gives it; each later one
/// is a trace of its own that points to the dance.
/// </summary>
public sealed class ReadHops(RequestHops hops, ConnectionStore connections, TimeProvider clock) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        var viewer = context.Arguments.OfType<Viewer>().Single();
        if (await connections.FindAsync(viewer.PersonId, viewer.Network.Id, http.RequestAborted) is not { } connection) return await next(context);

        var isFirst = await connections.TryTakeFirstReadAsync(connection, clock.GetUtcNow(), http.RequestAborted);
        var hop = isFirst
            ? hops.Continue(http, connection.Dance, HopSteps.PageRead)
            : hops.Mark(http, HopSteps.PageRead).Begins(DanceMarks.Read, viewer.Network).Follows(connection.Dance);
        var answer = await next(context);
        if (answer is not ProblemResult) hop.Ends(isFirst ? DanceMarks.Connected : DanceMarks.HasRead);
        // Connected is connected: a first read that fails takes nothing back.
        else if (!isFirst) hop.Ends(DanceMarks.Failed);
        return answer;
    }
}
