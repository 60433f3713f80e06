using Microsoft.AspNetCore.WebUtilities;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Where the browser goes on after a sign-in: the authorization endpoint of the same realm, or the person's account page there, and nowhere else.</summary>
/// <remarks>Checked wherever it comes in, from a query or a form: an open redirect at a sign-in page is a phisher's best friend (RFC 9700 section 4.11.2).</remarks>
internal sealed record ContinueUrl
{
    /// <summary>The name of the parameter that carries it.</summary>
    public const string Parameter = "continue";

    /// <summary>The account page, below the realm's own path: Keycloak's address for it. It takes no query.</summary>
    public const string AccountPath = "/account";

    private const int MaxLength = 4096;

    private ContinueUrl(string value, string? clientId) => (Value, ClientId) = (value, clientId);

    /// <summary>A local path, such as <c>/realms/friendbook/protocol/openid-connect/auth?client_id=…</c> or <c>/realms/friendbook/account</c>.</summary>
    public string Value { get; }

    /// <summary>The client that asks, as the request says; nothing of it is proven yet.</summary>
    public string? ClientId { get; }

    /// <summary>Whether it leads to the account page: then no client asks.</summary>
    public bool IsAccountPage { get; private init; }

    /// <summary>The address, or <see langword="null"/> if it leads anywhere else.</summary>
    /// <param name="value">What came in.</param>
    /// <param name="pathBase">The realm's own path, such as <c>/realms/friendbook</c>.</param>
    public static ContinueUrl? Parse(string? value, PathString pathBase)
    {
        if (value == $"{pathBase.ToUriComponent()}{AccountPath}") return new ContinueUrl(value, clientId: null) { IsAccountPage = true };
        var endpoint = $"{pathBase.ToUriComponent()}/protocol/openid-connect/auth?";
        if (value is null || value.Length > MaxLength || !value.StartsWith(endpoint, StringComparison.Ordinal)) return null;
        // After the path only what a query may hold (RFC 3986 section 3.4): no fragment, backslash, space or control character.
        if (value.AsSpan(endpoint.Length).IndexOfAnyExcept(QueryCharacters) >= 0) return null;
        var query = QueryHelpers.ParseQuery(value[endpoint.Length..]);
        return new ContinueUrl(value, query.TryGetValue("client_id", out var client) && client.Count == 1 ? client[0] : null);
    }

    private static readonly System.Buffers.SearchValues<char> QueryCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%");
}
