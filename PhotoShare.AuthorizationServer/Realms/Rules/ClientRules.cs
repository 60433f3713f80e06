using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>What a client (Keycloak's ClientRepresentation) and a client scope may say.</summary>
internal static class ClientRules
{
    private static readonly Rule Attributes = new ObjectOf
    {
        What = "client's attributes",
        Properties = HarmlessProperties.And(HarmlessProperties.OfClientAttributes, new()
        {
            ["use.jwks.url"] = Only("true", "false"),
            ["jwks.url"] = Address,
            ["use.jwks.string"] = Only("true", "false"),
            ["jwks.string"] = Must("must be a JSON Web Key Set of public keys", IsPublicKeySet),
            ["token.endpoint.auth.signing.alg"] = Only("ES256", "PS256", "RS256"),
            ["pkce.code.challenge.method"] = Only("S256"),
            ["require.pushed.authorization.requests"] = Only("true", "false"),
            ["access.token.header.type.rfc9068"] = Only("true"),
            ["access.token.lifespan"] = Seconds,
            ["use.refresh.tokens"] = Only("true", "false"),
            ["post.logout.redirect.uris"] = new RedirectUris("##"),
            ["oauth2.device.authorization.grant.enabled"] = Only("false"),
            ["oidc.ciba.grant.enabled"] = Only("false"),
            ["standard.token.exchange.enabled"] = Only("false"),
            ["client_credentials.use_refresh_token"] = Only("false"),
            ["tls.client.certificate.bound.access.tokens"] = Only("false"),
            ["dpop.bound.access.tokens"] = Only("false"),
            ["backchannel.logout.revoke.offline.tokens"] = Only("false"),
            ["exclude.issuer.from.auth.response"] = Only("false"),
        }),
    };

    private static readonly Rule ScopeAttributes = new ObjectOf
    {
        What = "client scope's attributes",
        Properties = new Dictionary<string, Rule>
        {
            ["include.in.token.scope"] = Only("true", "false"),
            ["display.on.consent.screen"] = Only("true", "false"),
            ["consent.screen.text"] = Text,
            ["gui.order"] = Must("must be a whole number", value => value.ToString() is "" || int.TryParse(value.ToString(), out _)),
        },
    };

    /// <summary>A client. One that is not enabled does nothing at all, so nothing in it is looked at.</summary>
    public static Rule Client { get; } = new ObjectOf
    {
        What = "client",
        Required = ["clientId"],
        Skip = IsOff,
        Together = Authentication,
        Properties = HarmlessProperties.And(HarmlessProperties.OfClients, new()
        {
            ["clientId"] = Text,
            ["name"] = Text,
            ["enabled"] = Flag,
            ["protocol"] = Only("openid-connect"),
            ["publicClient"] = Only("false"),
            ["bearerOnly"] = Only("false"),
            ["clientAuthenticatorType"] = Only(ClientAuthenticators.Secret, ClientAuthenticators.Jwt),
            ["secret"] = Must("must not be empty", value => value.ToString().Length > 0),
            ["standardFlowEnabled"] = Flag,
            ["implicitFlowEnabled"] = Only("false"),
            ["directAccessGrantsEnabled"] = Only("false"),
            ["serviceAccountsEnabled"] = Only("false"),
            ["authorizationServicesEnabled"] = Only("false"),
            ["surrogateAuthRequired"] = Only("false"),
            ["frontchannelLogout"] = Only("false"),
            ["notBefore"] = Only("0"),
            ["fullScopeAllowed"] = Flag,
            ["consentRequired"] = Flag,
            ["redirectUris"] = new ListOf(new RedirectUris()),
            ["webOrigins"] = Must("must be empty: no endpoint answers scripts of other origins", value => value is JsonArray { Count: 0 }),
            ["attributes"] = Attributes,
            ["authenticationFlowBindingOverrides"] = RealmRules.Empty("client's flows"),
            ["protocolMappers"] = new ListOf(MapperRules.Mapper),
            ["defaultClientScopes"] = Texts,
            ["optionalClientScopes"] = Texts,
        }),
    };

    public static Rule Scope { get; } = new ObjectOf
    {
        What = "client scope",
        Required = ["name"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfScopes, new()
        {
            // scope-token of RFC 6749 section 3.3.
            ["name"] = Must("must be a scope of RFC 6749 section 3.3", value => value.ToString() is { Length: > 0 } name && name.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'))),
            ["description"] = Text,
            ["protocol"] = Only("openid-connect"),
            ["attributes"] = ScopeAttributes,
            ["protocolMappers"] = new ListOf(MapperRules.Mapper),
        }),
    };

    public static Rule ScopeMapping { get; } = new ObjectOf
    {
        What = "scope mapping",
        Properties = new Dictionary<string, Rule> { ["client"] = Text, ["clientScope"] = Text, ["roles"] = Texts },
    };

    private static string? Authentication(JsonObject client)
    {
        var attributes = client["attributes"] as JsonObject;
        bool Says(string name) => attributes?[name]?.ToString() == "true";
        if (client["clientAuthenticatorType"]?.ToString() != ClientAuthenticators.Jwt)
            return client["secret"] is null ? "secret is missing, and the client proves itself by it" : null;
        return (Says("use.jwks.url"), Says("use.jwks.string")) switch
        {
            (true, false) => attributes?["jwks.url"] is null ? "jwks.url is missing, and use.jwks.url says to take the keys from there" : null,
            (false, true) => attributes?["jwks.string"] is null ? "jwks.string is missing, and use.jwks.string says to take the keys from there" : null,
            _ => "client-jwt needs the client's keys: either use.jwks.url and jwks.url, or use.jwks.string and jwks.string",
        };
    }

    private static bool IsPublicKeySet(JsonNode value)
    {
        try
        {
            return new JsonWebKeySet(value.ToString()).Keys is { Count: > 0 } keys && keys.All(key => !key.HasPrivateKey && key.Kty is "EC" or "RSA");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // RFC 9700 section 2.1: compared to the letter, so a wildcard is no redirect URI.
    private sealed record RedirectUris(string? Separator = null) : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            // Keycloak's word for none; without it, Keycloak takes the redirect URIs.
            if (Separator is not null && value.ToString() == "-") return;
            foreach (var uri in Separator is null ? [value.ToString()] : value.ToString().Split(Separator))
            {
                if (uri.Contains('*', StringComparison.Ordinal))
                    report(value.GetPath(), $"{uri} has a wildcard: redirect URIs are compared to the letter (RFC 9700 section 2.1)");
                else if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.Fragment.Length > 0)
                    report(value.GetPath(), $"{uri} must be an absolute http or https address without fragment (RFC 6749 section 3.1.2)");
            }
        }
    }
}
