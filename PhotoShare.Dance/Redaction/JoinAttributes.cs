namespace PhotoShare.Dance.Redaction;

/// <summary>What a server packs into values of its own, by which its spans find their dance: fingerprints, as of what was packed.</summary>
internal static class JoinAttributes
{
    /// <summary>The client's <c>state</c>.</summary>
    public const string State = "oauth.join.state";

    /// <summary>Keycloak's <c>tab_id</c>.</summary>
    public const string TabId = "oauth.join.tab_id";
}
