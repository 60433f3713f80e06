using System.Text.Json.Nodes;
using PhotoShare.AuthorizationServer.Accounts;
using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>What a user (Keycloak's UserRepresentation) may say.</summary>
internal static class UserRules
{
    private static readonly Rule Credential = new ObjectOf
    {
        What = "credential",
        Together = Password,
        Properties = HarmlessProperties.And(HarmlessProperties.OfCredentials, new()
        {
            ["type"] = Only("password"),
            ["value"] = Must("must be a password of 1 to 1024 characters", value => value.ToString().Length is > 0 and <= PasswordHasher.MaxLength),
            ["credentialData"] = Text,
            ["secretData"] = Text,
            ["temporary"] = Only("false"),
        }),
    };

    public static Rule User { get; } = new ObjectOf
    {
        What = "user",
        Required = ["username"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfUsers, new()
        {
            ["id"] = Must("must have 1 to 255 characters", value => value.ToString().Length is > 0 and <= 255),
            ["username"] = Must("must have 1 to 255 characters", value => value.ToString().Trim().Length is > 0 and <= 255),
            ["enabled"] = Flag,
            ["totp"] = Only("false"),
            ["firstName"] = Text,
            ["lastName"] = Text,
            ["email"] = Text,
            ["emailVerified"] = Flag,
            ["attributes"] = new MapOf(Texts),
            ["credentials"] = new ListOf(Credential).And(Must("at most one credential, a password, is served", value => value is not JsonArray { Count: > 1 })),
            ["realmRoles"] = Texts,
            ["clientRoles"] = RealmRules.Empty("user's client roles"),
            ["groups"] = Must("must be empty: there are no groups here", value => value is JsonArray { Count: 0 }),
            ["requiredActions"] = Must("must be empty: there are no required actions here", value => value is JsonArray { Count: 0 }),
            ["federatedIdentities"] = Must("must be empty: accounts are linked at the first sign-in", value => value is JsonArray { Count: 0 }),
            ["notBefore"] = Only("0"),
        }),
    };

    private static string? Password(JsonObject credential)
    {
        if (credential["value"] is not null) return null;
        if (credential["credentialData"] is not { } data || credential["secretData"] is not { } secret)
            return "needs value, or credentialData and secretData as Keycloak exports them";
        try
        {
            PasswordHash.Parse(data.ToString(), secret.ToString());
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
