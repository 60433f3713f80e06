namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Keycloak's settings that say where a mapper's claim goes.</summary>
internal static class ClaimTargets
{
    public const string AccessToken = "access.token.claim";
    public const string IdToken = "id.token.claim";
    public const string UserInfo = "userinfo.token.claim";
    public const string Introspection = "introspection.token.claim";
}
