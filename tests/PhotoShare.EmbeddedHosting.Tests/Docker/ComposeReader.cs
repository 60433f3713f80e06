using System.Text.Json;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>Reads the YAML that is published, which is a small part of YAML: mappings and sequences in blocks, text in double quotes, numbers and booleans.</summary>
internal sealed class ComposeReader
{
    private readonly List<(int Indent, string Text)> lines;
    private int at;

    private ComposeReader(string yaml) =>
        lines = [.. yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line.Length - line.TrimStart().Length, line.TrimStart()))];

    /// <summary>Mappings as dictionaries, sequences as lists, scalars as text.</summary>
    public static Dictionary<string, object> Read(string yaml) => new ComposeReader(yaml).Mapping(0);

    private Dictionary<string, object> Mapping(int indent)
    {
        var map = new Dictionary<string, object>();
        while (at < lines.Count && lines[at].Indent == indent && !lines[at].Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var (key, value) = Split(lines[at++].Text);
            map.Add(key, value.Length > 0 ? Scalar(value) : Block(lines[at].Indent));
        }
        return map;
    }

    private object Block(int indent) => lines[at].Text.StartsWith("- ", StringComparison.Ordinal) ? Sequence(indent) : Mapping(indent);

    private List<object> Sequence(int indent)
    {
        var list = new List<object>();
        while (at < lines.Count && lines[at].Indent == indent && lines[at].Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var item = lines[at].Text[2..];
            if (item.StartsWith('"'))
            {
                list.Add(Scalar(item));
                at++;
            }
            else
            {
                lines[at] = (indent + 2, item);
                list.Add(Mapping(indent + 2));
            }
        }
        return list;
    }

    private static (string Key, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    private static string Scalar(string text) => text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text)! : text;
}
