using System.Text.Json.Nodes;
using static PhotoShare.AuthorizationServer.Realms.Rules.Rule;

namespace PhotoShare.AuthorizationServer.Realms.Rules;

/// <summary>What a protocol mapper may say. Each kind of mapper has its own settings.</summary>
internal static class MapperRules
{
    private static readonly Dictionary<string, Rule> Tokens = Each(Only("true", "false"),
        "id.token.claim", "access.token.claim", "userinfo.token.claim", "introspection.token.claim");

    private static readonly Dictionary<string, Rule> Claim = new(Tokens)
    {
        ["claim.name"] = Text,
        ["jsonType.label"] = Only("String", "boolean", "long", "int"),
        ["lightweight.claim"] = Only("false"),
    };

    private static readonly Dictionary<string, Rule> Kinds = new(StringComparer.Ordinal)
    {
        ["oidc-audience-mapper"] = Config(new(Tokens) { ["included.client.audience"] = Text, ["included.custom.audience"] = Text, ["lightweight.claim"] = Only("false") }),
        ["oidc-sub-mapper"] = Config(new(Tokens) { ["lightweight.claim"] = Only("false") }),
        ["oidc-full-name-mapper"] = Config(new(Tokens) { ["lightweight.claim"] = Only("false") }),
        ["oidc-usermodel-attribute-mapper"] = Config(new(Claim) { ["user.attribute"] = Text, ["multivalued"] = Only("true", "false"), ["aggregate.attrs"] = Only("false") }),
        ["oidc-usermodel-property-mapper"] = Config(new(Claim) { ["user.attribute"] = Text }),
        ["oidc-usersessionmodel-note-mapper"] = Config(new(Claim) { ["user.session.note"] = Only("AUTH_TIME") }),
        ["oidc-usermodel-realm-role-mapper"] = Config(new(Claim) { ["multivalued"] = Only("true"), ["usermodel.realmRoleMapping.rolePrefix"] = Only("") }),
        // Without client roles, which stop the start, these two add nothing.
        ["oidc-usermodel-client-role-mapper"] = Harmless("there are no client roles here, so it adds nothing"),
        ["oidc-audience-resolve-mapper"] = Harmless("there are no client roles here, so it adds nothing"),
    };

    public static Rule Mapper { get; } = new ObjectOf
    {
        What = "protocol mapper",
        Required = ["name", "protocolMapper"],
        Properties = HarmlessProperties.And(HarmlessProperties.OfMappers, new()
        {
            ["name"] = Text,
            ["protocol"] = Only("openid-connect"),
            ["protocolMapper"] = Only([.. Kinds.Keys]),
            ["consentRequired"] = Only("false"),
            ["config"] = new ByKind(),
        }),
    };

    private static ObjectOf Config(Dictionary<string, Rule> settings) => new() { What = "protocol mapper", Properties = settings };

    private static Dictionary<string, Rule> Each(Rule rule, params string[] names) => names.ToDictionary(name => name, _ => rule, StringComparer.Ordinal);

    private sealed record ByKind : Rule
    {
        public override void Check(JsonNode value, Action<string, string> report)
        {
            // An unknown kind is reported by its own property.
            if (value.Parent?["protocolMapper"]?.ToString() is { } kind && Kinds.TryGetValue(kind, out var rule)) rule.Check(value, report);
        }
    }
}
