using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:default}</c> in the strings of a realm file, as Keycloak's import does.</summary>
/// <remarks>
/// Keycloak leaves a placeholder without value or default as it stands. Here it stops the start: a redirect URI or a secret
/// that reads <c>${NAME}</c> is a realm that only seems to be set up. Texts for people and the templates of mappers are left:
/// there <c>${…}</c> is also the key of a translation, or <c>${CLAIM.name}</c>.
/// </remarks>
internal sealed partial class Placeholders(Func<string, string?> environment, Action<string, string> report)
{
    private static readonly HashSet<string> Templates = ["displayName", "displayNameHtml", "description", "consent.screen.text", "claim.name", "template"];

    /// <summary>Replaces in place, below and including <paramref name="node"/>.</summary>
    public void Replace(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject @object:
                foreach (var (name, value) in @object.ToArray())
                    if (Replaced(value, isTemplate: Templates.Contains(name)) is { } text) @object[name] = text;
                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                    if (Replaced(array[i], isTemplate: false) is { } text) array[i] = text;
                break;
        }
    }

    private string? Replaced(JsonNode? value, bool isTemplate)
    {
        if (value is not JsonValue scalar || !scalar.TryGetValue(out string? text))
        {
            Replace(value);
            return null;
        }

        return text.Contains("${", StringComparison.Ordinal)
            ? Placeholder().Replace(text, match => ValueOf(match, value.GetPath(), isTemplate))
            : null;
    }

    private string ValueOf(Match match, string path, bool isTemplate)
    {
        var name = match.Groups["name"].Value;
        if (environment(name) is { } value) return value;
        if (match.Groups["default"] is { Success: true } otherwise) return otherwise.Value;
        if (!isTemplate) report(path, $"the environment variable {name} is not set, and the placeholder has no default (${{{name}:default}})");
        return match.Value;
    }

    [GeneratedRegex(@"\$\{(?<name>[^{}:]+)(?::(?<default>[^{}]*))?\}")]
    private static partial Regex Placeholder();
}
