using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoShare.Api.Authentication;

/// <summary>What the realm says of a token (RFC 7662 section 2.2): as much of it as this API looks at.</summary>
internal sealed record TokenState(
    [property: JsonPropertyName("active"), JsonRequired] bool Active,
    [property: JsonPropertyName("sub")] string? Subject,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("username")] string? UserName)
{
    // Looked at by those who watch alone: of whatever kind they are, they decide nothing.
    [JsonPropertyName("iss")]
    public JsonElement Issuer { get; init; }

    [JsonPropertyName("aud")]
    public JsonElement Audience { get; init; }

    [JsonPropertyName("scope")]
    public JsonElement Scope { get; init; }

    [JsonPropertyName("exp")]
    public JsonElement Expires { get; init; }

    /// <summary>What of it says nothing about the person.</summary>
    public IEnumerable<KeyValuePair<string, string>> Told()
    {
        yield return new("active", Active ? "true" : "false");
        foreach (var (name, value) in ((string, JsonElement)[])[("iss", Issuer), ("aud", Audience), ("scope", Scope), ("exp", Expires)])
            if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array) yield return new(name, Text(value));
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(' ', value.EnumerateArray()) : value.ToString();
}
