using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Joining;

/// <summary>How requests that came to one kind of authorization server by the browser are told, and by which keys they find their dance.</summary>
internal interface IServerJoining
{
    /// <summary>Whether the span is such a request: of this server, and by the browser.</summary>
    bool IsFrontChannel(SpanRecord span);

    /// <summary>The keys to look under, the surest first.</summary>
    IEnumerable<string> LookUp(SpanRecord request);

    /// <summary>The key under which the hop is found that sent the browser here; none where that is the client's redirect.</summary>
    string? SentHereBy(SpanRecord request);

    /// <summary>What a span of this server is known by.</summary>
    IEnumerable<string> KnownBy(SpanRecord span);

    /// <summary>Keys under which what comes next belongs below this very span: it sent the browser on to another authorization server. None for all other spans.</summary>
    IEnumerable<string> SendsOn(SpanRecord span);
}
