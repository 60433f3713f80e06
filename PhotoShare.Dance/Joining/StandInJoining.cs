using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Joining;

/// <summary>PhotoShare.AuthorizationServer, which marks its requests as hops. Where a realm asks another, that is a hop of its own, with the <c>state</c> that it sends.</summary>
internal sealed class StandInJoining : IServerJoining
{
    public bool IsFrontChannel(SpanRecord span) => span.Kind == SpanKind.Server && span[HopAttributes.Step] is not null && span[HopAttributes.Channel] == "front";

    public IEnumerable<string> LookUp(SpanRecord request) => JoinKey.All(request);

    public string? SentHereBy(SpanRecord request) => null;

    public IEnumerable<string> KnownBy(SpanRecord span) => JoinKey.All(span);

    public IEnumerable<string> SendsOn(SpanRecord span) => span[HopAttributes.Step] == HopSteps.RedirectOut.Id ? JoinKey.All(span) : [];
}
