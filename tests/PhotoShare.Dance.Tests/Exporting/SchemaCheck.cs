using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhotoShare.Dance.Tests.Exporting;

/// <summary>Holds JSON against a JSON schema: the keywords that our schema uses, and an exception for any other.</summary>
internal sealed class SchemaCheck(JsonElement schema)
{
    private readonly List<string> _faults = [];

    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var check = new SchemaCheck(schema);
        check.Hold(value, schema, "$");
        return check._faults;
    }

    private void Hold(JsonElement value, JsonElement rule, string path)
    {
        foreach (var keyword in rule.EnumerateObject())
        {
            var isKept = keyword.Name switch
            {
                "$ref" => Follow(value, keyword.Value.GetString()!, path),
                "type" => IsOf(value, keyword.Value.GetString()!),
                "const" => JsonElement.DeepEquals(value, keyword.Value),
                "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!),
                "format" => value.ValueKind != JsonValueKind.String || DateTimeOffset.TryParse(value.GetString(), out _),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
                "required" => keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "properties" => Members(value, keyword.Value, path),
                "additionalProperties" => value.EnumerateObject().All(member => rule.GetProperty("properties").TryGetProperty(member.Name, out _)),
                "items" => Items(value, keyword.Value, path),
                "$schema" or "$defs" or "title" or "description" => true,
                _ => throw new NotSupportedException(keyword.Name),
            };
            if (!isKept) _faults.Add($"{path}: {keyword.Name}");
        }
    }

    private bool Follow(JsonElement value, string reference, string path)
    {
        Hold(value, schema.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]), path);
        return true;
    }

    private bool Members(JsonElement value, JsonElement members, string path)
    {
        foreach (var member in members.EnumerateObject())
            if (value.TryGetProperty(member.Name, out var inner)) Hold(inner, member.Value, $"{path}.{member.Name}");
        return true;
    }

    private bool Items(JsonElement value, JsonElement rule, string path)
    {
        foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i))) Hold(item, rule, $"{path}[{i}]");
        return true;
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
