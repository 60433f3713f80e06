using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>What an identity provider and its mappers may say.</summary>
internal static class IdentityProviderRules
{
    private static readonly Rule Config = new ObjectOf
    {
        What = "identity provider's config",
        // userInfoUrl is only read where disableUserInfo is not true.
        Required = ["issuer", "authorizationUrl", "tokenUrl", "jwksUrl", "clientId", "clientAuthMethod"],
        Together = config => config["clientAuthMethod"]?.ToString() != "private_key_jwt" && string.IsNullOrEmpty(config["clientSecret"]?.ToString())
            ? "clientSecret is missing, and clientAuthMethod says to prove ourselves by it"
            : null,
        Properties = HarmlessProperties.And(HarmlessProperties.OfIdentityProviderConfig, new()
        {
            ["issuer"] = Address,
            ["authorizationUrl"] = Address,
            ["tokenUrl"] = Address,
            ["jwksUrl"] = Address,
            ["userInfoUrl"] = Address,
            ["disableUserInfo"] = Only("true", "false"),
            ["useJwksUrl"] = Only("true"),
            ["validateSignature"] = Only("true"),
            ["clientId"] = Text,
            ["clientSecret"] = Must("must not be empty", value => value.ToString().Length > 0),
            ["clientAuthMethod"] = Only("private_key_jwt", "client_secret_post", "client_secret_basic"),
            ["clientAssertionSigningAlg"] = Only("ES256"),
            ["clientAssertionAudience"] = Address,
            ["defaultScope"] = Must("must contain openid", value => value.ToString().Split(' ').Contains("openid")),
            ["pkceEnabled"] = Only("true"),
            ["pkceMethod"] = Only("S256"),
            ["syncMode"] = Only("IMPORT"),
            ["hideOnLoginPage"] = Only("true", "false"),
            ["isAccessTokenJWT"] = Only("false"),
            ["backchannelSupported"] = Only("false"),
            ["allowedClockSkew"] = Must("must be 0 to 60 seconds", value => int.TryParse(value.ToString(), out var seconds) && seconds is >= 0 and <= 60),
            ["requiresShortStateParameter"] = Only("true", "false"),
        }),
    };

    public static Rule IdentityProvider { get; } = new ObjectOf
    {
        What = "identity provider",
        Required = ["alias", "providerId", "config"],
        Skip = IsOff,
        Properties = HarmlessProperties.And(HarmlessProperties.OfIdentityProviders, new()
        {
            ["alias"] = Must("must be a name of letters, digits, - and _", value => value.ToString() is { Length: > 0 } alias && alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')),
            ["displayName"] = Text,
            ["providerId"] = Only("oidc"),
            ["enabled"] = Flag,
            ["trustEmail"] = Flag,
            ["storeToken"] = Only("false"),
            ["addReadTokenRoleOnCreate"] = Only("false"),
            ["authenticateByDefault"] = Only("false"),
            ["linkOnly"] = Only("false"),
            ["hideOnLogin"] = Flag,
            ["firstBrokerLoginFlowAlias"] = Only("first broker login"),
            ["postBrokerLoginFlowAlias"] = Only(""),
            ["config"] = Config,
        }),
    };

    public static Rule Mapper { get; } = new ObjectOf
    {
        What = "identity provider mapper",
        Required = ["name", "identityProviderAlias", "identityProviderMapper"],
        Properties = new Dictionary<string, Rule>
        {
            ["id"] = Text,
            ["name"] = Text,
            ["identityProviderAlias"] = Text,
            ["identityProviderMapper"] = Only("oidc-username-idp-mapper", "oidc-user-attribute-idp-mapper"),
            ["config"] = new ObjectOf
            {
                What = "identity provider mapper's config",
                Properties = new Dictionary<string, Rule>
                {
                    ["syncMode"] = Only("IMPORT", "INHERIT"),
                    ["template"] = Text,
                    ["target"] = Only("LOCAL"),
                    ["claim"] = Text,
                    ["user.attribute"] = Text,
                },
            },
        },
    };
}
