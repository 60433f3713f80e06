using System.Text.Json.Nodes;
using PhotoShare.AuthorizationServer.Layout;
using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>What a <c>*-realm.json</c> may say (Keycloak's RealmRepresentation). What is harmless stands in <see cref="HarmlessProperties"/>.</summary>
internal static class RealmRules
{
    private static readonly Rule Attributes = new ObjectOf
    {
        What = "realm's attributes",
        Properties = HarmlessProperties.And(HarmlessProperties.OfRealmAttributes, new()
        {
            ["parRequestUriLifespan"] = Must("must be 1 to 600 seconds (FAPI 2.0)", value => int.TryParse(value.ToString(), out var seconds) && seconds is >= 1 and <= 600),
            [RealmTheme.ColourAttribute] = new Colour(),
            // 0: as long as the person's session; anything else would be another life time for clients.
            ["clientSessionIdleTimeout"] = Only("0"),
            ["clientSessionMaxLifespan"] = Only("0"),
            ["clientOfflineSessionIdleTimeout"] = Only("0"),
            ["clientOfflineSessionMaxLifespan"] = Only("0"),
        }),
    };

    private static readonly Rule Role = new ObjectOf
    {
        What = "role",
        Required = ["name"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfRoles, new()
        {
            ["name"] = Text,
            ["composite"] = Flag,
            ["clientRole"] = Only("false"),
            ["composites"] = new ObjectOf { What = "composite role", Properties = new Dictionary<string, Rule> { ["realm"] = Texts } },
        }),
    };

    private static readonly Rule KeyProvider = new ObjectOf
    {
        What = "key provider",
        Required = ["providerId"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfKeyProviders, new()
        {
            ["providerId"] = Only("ecdsa-generated", "rsa-generated", "rsa-enc-generated", "hmac-generated", "aes-generated"),
            ["config"] = new ObjectOf { What = "key provider", Properties = HarmlessProperties.OfKeyProviderConfig },
        }),
    };

    // These two hold for every client of this server, so whom the policy names makes no difference.
    private static readonly Rule Profiles = Named("profiles", new ObjectOf
    {
        What = "client profile",
        Properties = new Dictionary<string, Rule>
        {
            ["name"] = Text,
            ["description"] = Text,
            ["executors"] = new ListOf(new ObjectOf
            {
                What = "client profile's executor",
                Properties = new Dictionary<string, Rule>
                {
                    ["executor"] = Only("secure-client-authentication-assertion", "secure-par-content"),
                    ["configuration"] = Empty("executor's configuration"),
                },
            }),
        },
    });

    private static readonly Rule Policies = Named("policies", new ObjectOf
    {
        What = "client policy",
        Properties = new Dictionary<string, Rule>
        {
            ["name"] = Text,
            ["description"] = Text,
            ["enabled"] = Flag,
            ["conditions"] = Harmless("what the profiles demand holds for every client here"),
            ["profiles"] = Texts,
        },
    });

    /// <summary>The rule for a whole realm file.</summary>
    public static Rule Realm { get; } = new ObjectOf
    {
        What = "realm",
        Required = ["realm"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfRealms, new()
        {
            ["realm"] = Must("must be a name of letters, digits, - and _", value => value.ToString() is { Length: > 0 and <= 36 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')),
            ["displayName"] = Text,
            ["enabled"] = Flag,
            ["sslRequired"] = Only("external", "none", "all"),
            ["registrationAllowed"] = Only("false"),
            ["resetPasswordAllowed"] = Only("false"),
            ["rememberMe"] = Only("false"),
            ["verifyEmail"] = Only("false"),
            ["loginWithEmailAllowed"] = Only("false"),
            ["userManagedAccessAllowed"] = Only("false"),
            ["organizationsEnabled"] = Only("false"),
            ["bruteForceProtected"] = Only("true"),
            ["permanentLockout"] = Only("false"),
            ["bruteForceStrategy"] = Only("MULTIPLE"),
            ["failureFactor"] = Must("must be 1 to 100", value => int.TryParse(value.ToString(), out var count) && count is >= 1 and <= 100),
            ["waitIncrementSeconds"] = Seconds,
            ["maxFailureWaitSeconds"] = Seconds,
            ["maxDeltaTimeSeconds"] = Seconds,
            ["defaultSignatureAlgorithm"] = Only("ES256", "PS256", "RS256"),
            ["accessTokenLifespan"] = Seconds,
            ["accessCodeLifespan"] = Seconds,
            ["ssoSessionIdleTimeout"] = Seconds,
            ["ssoSessionMaxLifespan"] = Seconds,
            ["offlineSessionIdleTimeout"] = Seconds,
            ["offlineSessionMaxLifespanEnabled"] = Flag,
            ["offlineSessionMaxLifespan"] = Seconds,
            ["revokeRefreshToken"] = Flag,
            ["refreshTokenMaxReuse"] = Count,
            ["notBefore"] = Only("0"),
            ["passwordPolicy"] = Only(""),
            ["browserFlow"] = Only("browser"),
            ["attributes"] = Attributes,
            ["clientProfiles"] = Profiles,
            ["clientPolicies"] = Policies,
            ["clientScopes"] = new ListOf(ClientRules.Scope),
            ["defaultDefaultClientScopes"] = Texts,
            ["defaultOptionalClientScopes"] = Texts,
            ["scopeMappings"] = new ListOf(ClientRules.ScopeMapping),
            ["clients"] = new ListOf(ClientRules.Client),
            ["roles"] = new ObjectOf { What = "realm's roles", Properties = new Dictionary<string, Rule> { ["realm"] = new ListOf(Role), ["client"] = Empty("realm's client roles") } },
            ["defaultRole"] = Role,
            ["users"] = new ListOf(UserRules.User),
            ["identityProviders"] = new ListOf(IdentityProviderRules.IdentityProvider),
            ["identityProviderMappers"] = new ListOf(IdentityProviderRules.Mapper),
            ["components"] = new ObjectOf
            {
                What = "realm's components",
                Properties = HarmlessProperties.And(HarmlessProperties.OfComponents, new() { ["org.keycloak.keys.KeyProvider"] = new ListOf(KeyProvider) }),
            },
        }),
    };

    /// <summary>The rule for a whole users file.</summary>
    public static Rule UsersFile { get; } = new ObjectOf
    {
        What = "users file",
        Required = ["realm", "users"],
        Properties = new Dictionary<string, Rule> { ["realm"] = Text, ["users"] = new ListOf(UserRules.User) },
    };

    internal static ObjectOf Empty(string what) => new ObjectOf { What = what, Properties = new Dictionary<string, Rule>() };

    private static ObjectOf Named(string name, Rule element) =>
        new ObjectOf { What = $"realm's client {name}", Properties = new Dictionary<string, Rule> { [name] = new ListOf(element) } };

    private sealed record Colour : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            if (RealmTheme.Problem(value.ToString()) is { } problem) report(value.GetPath(), problem);
        }
    }
}
