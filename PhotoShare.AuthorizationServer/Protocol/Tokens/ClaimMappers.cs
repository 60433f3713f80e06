using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Keycloak's protocol mappers: what they put into tokens.</summary>
internal static class ClaimMappers
{
    /// <summary>What the protocol itself says; no mapper overrides it.</summary>
    private static readonly FrozenSet<string> Reserved =
        FrozenSet.Create(StringComparer.Ordinal, "iss", "sub", "aud", "exp", "iat", "nbf", "jti", "nonce", "client_id", "azp", "scope", "sid", "cnf", "active", "username", "token_type");

    /// <summary>The claims of the person for one target, as the JSON that the token or answer carries; none that the protocol reserves.</summary>
    public static JsonObject Claims(MapperInput input, string target)
    {
        var claims = new JsonObject();
        foreach (var mapper in input.Mappers.Where(mapper => mapper.Has(target)))
            if (ValueOf(mapper, input) is { } value) Put(claims, NameOf(mapper), value);
        foreach (var name in Reserved) claims.Remove(name);
        return claims;
    }

    /// <summary>The audiences of the access token (RFC 9068 section 2.2): <c>oidc-audience-mapper</c>.</summary>
    /// <remarks>A client that is not enabled is no audience, as in Keycloak.</remarks>
    public static IEnumerable<string> Audiences(MapperInput input) => input.Mappers
        .Where(mapper => mapper.Type == "oidc-audience-mapper" && mapper.Has(ClaimTargets.AccessToken))
        .Select(mapper => mapper.Config.GetValueOrDefault("included.client.audience") is { Length: > 0 } client
            ? input.Realm.FindClient(client) is { Enabled: true } ? client : null
            : mapper.Config.GetValueOrDefault("included.custom.audience"))
        .OfType<string>()
        .Where(audience => audience.Length > 0)
        .Distinct(StringComparer.Ordinal);

    private static JsonNode? ValueOf(ProtocolMapper mapper, MapperInput input) => mapper.Type switch
    {
        "oidc-usermodel-attribute-mapper" or "oidc-usermodel-property-mapper" => OfAttribute(mapper, input.Account),
        "oidc-full-name-mapper" => $"{input.Account.FirstName} {input.Account.LastName}".Trim() is { Length: > 0 } name ? name : null,
        "oidc-usermodel-realm-role-mapper" => RolesOf(input),
        "oidc-usersessionmodel-note-mapper" when mapper.Config.GetValueOrDefault("user.session.note") == "AUTH_TIME" => input.AuthenticatedAt,
        // The subject is in every token, audiences are handled above, and accounts have no roles of clients.
        _ => null,
    };

    private static string NameOf(ProtocolMapper mapper) => mapper.Type == "oidc-full-name-mapper" ? "name" : mapper.Config.GetValueOrDefault("claim.name", "");

    private static JsonNode? OfAttribute(ProtocolMapper mapper, Account account)
    {
        string?[] values = mapper.Config.GetValueOrDefault("user.attribute") switch
        {
            "username" => [account.Username],
            "email" => [account.Email],
            "emailVerified" => [account.EmailVerified ? "true" : "false"],
            "firstName" => [account.FirstName],
            "lastName" => [account.LastName],
            { } name => account.Attributes.TryGetValue(name, out var found) ? [.. found] : [],
            null => [],
        };
        var present = values.Select(value => Typed(mapper, value)).OfType<JsonNode>().ToArray();
        return present.Length == 0 ? null : mapper.Has("multivalued") ? new JsonArray(present) : present[0];
    }

    // Where a client is not given every role of the person, only those that it or its scopes are mapped to.
    private static JsonArray? RolesOf(MapperInput input)
    {
        var roles = input.Realm.Roles.Effective(input.Account.Roles).AsEnumerable();
        if (!input.Client.FullScopeAllowed)
        {
            var scopes = input.Scopes.Select(scope => scope.Name).ToHashSet(StringComparer.Ordinal);
            var mapped = input.Realm.ScopeMappings
                .Where(mapping => mapping.Client == input.Client.ClientId || (mapping.ClientScope is { } scope && scopes.Contains(scope)))
                .SelectMany(mapping => mapping.Roles);
            roles = roles.Intersect(input.Realm.Roles.Effective(mapped));
        }

        return [.. roles.Order(StringComparer.Ordinal).Select(role => (JsonNode)role)];
    }

    private static JsonNode? Typed(ProtocolMapper mapper, string? value) => value is not { Length: > 0 } ? null : mapper.Config.GetValueOrDefault("jsonType.label") switch
    {
        "boolean" => bool.TryParse(value, out var flag) ? flag : null,
        "int" or "long" => long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => value,
    };

    // "realm_access.roles" is the member "roles" of an object "realm_access"; "\." is a dot in a name.
    private static void Put(JsonObject claims, string name, JsonNode value)
    {
        var path = name.Replace("\\.", "\0", StringComparison.Ordinal).Split('.').Select(part => part.Replace('\0', '.')).ToArray();
        foreach (var part in path[..^1])
        {
            if (claims[part] is not JsonObject inner) claims[part] = inner = [];
            claims = inner;
        }

        if (path[^1].Length > 0) claims[path[^1]] = value;
    }
}
