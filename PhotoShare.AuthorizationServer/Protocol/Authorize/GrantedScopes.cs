using System.Collections.Immutable;
using PhotoShare.AuthorizationServer.Realms;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>Which scopes a request gets: the client's default ones, and those of its optional ones that it asks for (RFC 6749 section 3.3).</summary>
internal static class GrantedScopes
{
    /// <summary>The scopes of the realm that are granted; <c>openid</c> is no scope of the realm and is handled apart, as in Keycloak.</summary>
    public static ImmutableArray<ClientScope> Of(Realm realm, RealmClient client, IEnumerable<string> requested)
    {
        var names = client.DefaultClientScopes.Union(client.OptionalClientScopes.Intersect(requested)).ToHashSet(StringComparer.Ordinal);
        return [.. realm.ClientScopes.Where(scope => names.Contains(scope.Name))];
    }

    /// <summary>The first scope that the client may not ask for, or <see langword="null"/>.</summary>
    public static string? Foreign(RealmClient client, IEnumerable<string> requested) =>
        requested.FirstOrDefault(scope => scope != Scopes.OpenId && !client.DefaultClientScopes.Contains(scope) && !client.OptionalClientScopes.Contains(scope));
}
