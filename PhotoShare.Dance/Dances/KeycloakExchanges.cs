using PhotoShare.Dance.Spans;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>
/// Keycloak 26's addresses, <c>/realms/{realm}/…</c>, on either end of the call. A redirect's target stands in no span: whether a form led to the
/// next page or back to it is told by the status, 200 for a page.
/// </summary>
internal sealed class KeycloakExchanges : IExchanges
{
    internal const string SigningIn = "signing in", Deciding = "deciding";

    public Exchange? Find(SpanRecord span)
    {
        if (span.Kind is not (SpanKind.Server or SpanKind.Client) || PathOf(span) is not { } path) return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var method = span["http.request.method"];
        if (parts is ["realms", var realm, .. var rest] && Party.AuthorizationServer(realm) is var server)
            return Back(server, method, rest) ?? (span.Kind == SpanKind.Server ? Front(server, method, rest, span["http.response.status_code"] == "200") : null);
        // Keycloak reads the key sets of clients, where private_key_jwt has it ask; whose it is, the address does not say.
        return span.Kind == SpanKind.Client && method == "GET" && parts is [.., "jwks.json" or "jwks"] ? new(HopSteps.KeySet, null) : null;
    }

    private static Exchange? Back(Party server, string? method, string[] rest) => (method, rest) switch
    {
        (_, [".well-known", ..]) => new(HopSteps.Discovery, server),
        ("POST", ["protocol", "openid-connect", "ext", "par", "request"]) => new(HopSteps.PushedRequest, server),
        ("POST", ["protocol", "openid-connect", "token"]) => new(HopSteps.TokenRequest, server),
        ("POST", ["protocol", "openid-connect", "token", "introspect"]) => new(HopSteps.Introspection, server),
        ("POST", ["protocol", "openid-connect", "revoke"]) => new(HopSteps.Revocation, server),
        (_, ["protocol", "openid-connect", "userinfo"]) => new(HopSteps.UserInfo, server),
        ("GET", ["protocol", "openid-connect", "certs"]) => new(HopSteps.KeySet, server),
        _ => null,
    };

    private static Exchange? Front(Party server, string? method, string[] rest, bool isPage) => (method, rest) switch
    {
        (_, ["protocol", "openid-connect", "auth"]) => new(HopSteps.AuthorizationRequest, server, null, isPage ? SigningIn : null),
        ("GET", ["login-actions", "authenticate" or "restart" or "registration" or "reset-credentials"]) => new(HopSteps.SignInPage, server, null, isPage ? SigningIn : null),
        ("POST", ["login-actions", "authenticate" or "registration" or "reset-credentials"]) =>
            new(HopSteps.SignIn, server, isPage ? "Sign-in, and asked again" : null, isPage ? SigningIn : null),
        ("GET", ["login-actions", "required-action"]) => new(HopSteps.ConsentPage, server, null, isPage ? Deciding : null),
        ("POST", ["login-actions", "consent"]) => new(HopSteps.Consent, server),
        ("POST", ["login-actions", "required-action"]) => new(HopSteps.SignIn, server, "Something done that was required", isPage ? SigningIn : null),
        ("GET", ["broker", var alias, "login"]) => new(HopSteps.SignIn, server, $"Sign-in by {alias} chosen"),
        (_, ["broker", var alias, "endpoint"]) => new(HopSteps.Callback, server, $"Answer of {alias} brought"),
        (_, ["login-actions", "first-broker-login" or "post-broker-login"]) =>
            new(HopSteps.SignIn, server, "Account matched with the other realm's", isPage ? SigningIn : null),
        (_, ["broker", "after-first-broker-login" or "after-post-broker-login"]) => new(HopSteps.SignIn, server, "Signed in by the other realm's word"),
        _ => null,
    };

    private static string? PathOf(SpanRecord span) =>
        span["url.path"] ?? (Uri.TryCreate(span["url.full"], UriKind.Absolute, out var url) ? url.AbsolutePath : null);
}
