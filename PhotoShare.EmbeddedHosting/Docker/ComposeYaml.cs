using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Aspire.Hosting.Docker;

/// <summary>
/// Writes the nodes of a compose file as Aspire does: a property's name in lower case with underscores, in the order of declaration;
/// text always in double quotes; nothing for what is null or empty; two spaces for each level.
/// </summary>
internal static class ComposeYaml
{
    public static string Write(object node, string lineEnding)
    {
        var text = new StringBuilder();
        foreach (var line in Mapping(node))
            text.Append(line).Append(lineEnding);
        return text.ToString();
    }

    private static IEnumerable<string> Mapping(object node)
    {
        foreach (var (key, value) in Members(node).Where(member => !IsNothing(member.Value)))
        {
            var lines = Lines(value!).ToList();
            if (IsScalar(value!) || lines is ["{}"])
                yield return $"{key}: {lines[0]}";
            else
            {
                yield return $"{key}:";
                foreach (var line in lines)
                    yield return $"  {line}";
            }
        }
    }

    private static IEnumerable<string> Lines(object value)
    {
        if (IsScalar(value))
            return [Scalar(value)];
        if (value is IList list)
            return list.Cast<object>().SelectMany(Item);
        var mapping = Mapping(value).ToList();
        return mapping.Count == 0 ? ["{}"] : mapping;
    }

    private static IEnumerable<string> Item(object item) => Lines(item).Select((line, index) => index == 0 ? $"- {line}" : $"  {line}");

    private static IEnumerable<(string Key, object? Value)> Members(object node) => node is IDictionary map
        ? map.Keys.Cast<string>().Select(key => (key, map[key]))
        : node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .OrderBy(property => property.MetadataToken)
            .Select(property => (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property.GetValue(node)));

    private static bool IsNothing(object? value) => value is null or ICollection { Count: 0 };

    private static bool IsScalar(object value) => value is string or bool or int;

    private static string Scalar(object value) => value switch
    {
        bool yes => yes ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => Quoted((string)value),
    };

    // YAML's double quotes know the escapes of JSON.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\x7f' => $"\\x{(int)character:X2}",
                _ => character.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
