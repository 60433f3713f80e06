namespace Aspire.Hosting.Docker;

/// <summary>A file of variables for compose: a comment, <c>NAME=value</c> and an empty line for each, sorted by name.</summary>
internal sealed class EnvFile
{
    private readonly SortedDictionary<string, (string Value, string? Comment)> entries = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => entries.Keys;

    /// <exception cref="FormatException">A quoted value goes on in the next line.</exception>
    public static EnvFile Load(string path)
    {
        var file = new EnvFile();
        string? comment = null;
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            var text = line.TrimStart();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (text.StartsWith('#'))
            {
                comment = text[1..].Trim();
                continue;
            }
            if (equals > 0)
                file.entries[text[..equals].Trim()] = (Complete(path, text[..equals].Trim(), text[(equals + 1)..]), comment);
            comment = null;
        }
        return file;
    }

    /// <summary>Null: not there, or empty.</summary>
    public string? this[string name] => entries.TryGetValue(name, out var entry) && entry.Value.Length > 0 ? entry.Value : null;

    /// <summary>Names the variable, unless the file does.</summary>
    public void Add(string name, string? comment)
    {
        if (!entries.ContainsKey(name))
            entries[name] = ("", comment);
    }

    public void Set(string name, string value) => entries[name] = (value, entries.GetValueOrDefault(name).Comment);

    /// <summary>Written whole or not at all.</summary>
    public void Save(string path, FileStreamOptions options)
    {
        var draft = $"{path}.new";
        File.Delete(draft);
        using (var writer = new StreamWriter(draft, options))
        {
            foreach (var (name, (value, comment)) in entries)
                writer.Write($"{(string.IsNullOrWhiteSpace(comment) ? "" : $"# {comment}\n")}{name}={value}\n\n");
        }
        File.Move(draft, path, overwrite: true);
    }

    private static string Complete(string path, string name, string value) =>
        value.TrimStart() is [('"' or '\'') and var quote, .. var rest] && !rest.Contains(quote)
            ? throw new FormatException($"{path}: the value of {name} has no closing quote. A value stands in one line.")
            : value;
}
