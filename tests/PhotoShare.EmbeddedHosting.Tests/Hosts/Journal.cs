using System.Globalization;
using System.Text.Json;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>The files that a test's children write and are steered by (see TestChild).</summary>
internal sealed class Journal(string folder)
{
    public bool Has(string name, string kind) => File.Exists(Path.Combine(folder, $"{name}.{kind}"));

    public void Write(string name, string kind, string text = "")
    {
        var draft = Path.Combine(folder, $"{name}.{kind}.draft");
        File.WriteAllText(draft, text);
        File.Move(draft, Path.Combine(folder, $"{name}.{kind}"), overwrite: true);
    }

    public int Process(string name) => int.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.pid")), CultureInfo.InvariantCulture);

    public IReadOnlyList<int> Processes() => [.. Directory.GetFiles(folder, "*.pid").Select(file => Process(Path.GetFileNameWithoutExtension(file)))];

    public Dictionary<string, string> Environment(string name) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, $"{name}.started")))!;
}
