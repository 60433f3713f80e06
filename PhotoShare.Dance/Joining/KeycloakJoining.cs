using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Joining;

/// <summary>
/// Keycloak 26, whose spans know nothing of hops. Its first request of a dance has the <c>request_uri</c>, or the client's <c>state</c>; each later one
/// has <c>tab_id</c>, and <c>client_data</c> with the client's <c>state</c> in it. Where a realm asks another, <c>/broker/{alias}/login</c> sends the
/// browser on with a <c>state</c> of <c>{random}.{tab_id}.{client}.{client_data}</c>: that <c>tab_id</c> leads from the other realm's requests to this one's.
/// </summary>
internal sealed class KeycloakJoining : IServerJoining
{
    public bool IsFrontChannel(SpanRecord span) => span.Kind == SpanKind.Server && span[HopAttributes.Step] is null && PathOf(span) switch
    {
        ["protocol", "openid-connect", "auth"] => true,
        ["login-actions", ..] => true,
        ["broker", _, "login" or "endpoint"] => true,
        ["broker", "after-first-broker-login" or "after-post-broker-login"] => true,
        _ => false,
    };

    public IEnumerable<string> LookUp(SpanRecord request) => KnownBy(request);

    public string? SentHereBy(SpanRecord request) => PathOf(request) is [.., "auth"] ? JoinKey.Of(JoinKey.BrokeredTabId, request[JoinKey.PackedTabId]) : null;

    // The state that two realms share belongs to the one that was asked: it leads from that one's pages to the request that asked.
    public IEnumerable<string> KnownBy(SpanRecord span) =>
        PathOf(span) is ["broker", _, "endpoint"] ? JoinKey.All(span).Where(key => key != JoinKey.Of(JoinKey.State, span[HopAttributes.Sent + JoinKey.State])) : JoinKey.All(span);

    public IEnumerable<string> SendsOn(SpanRecord span) =>
        span.Kind == SpanKind.Server && PathOf(span) is ["broker", _, "login"] && JoinKey.Of(JoinKey.BrokeredTabId, span[HopAttributes.Sent + JoinKey.TabId]) is { } key ? [key] : [];

    // /realms/{realm}/…, without these two.
    private static string[]? PathOf(SpanRecord span) =>
        span["url.path"]?.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["realms", _, .. var rest] ? rest : null;
}
