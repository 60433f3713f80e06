using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Engine;

/// <summary>
/// The AppHost's user secrets, <c>{"Parameters:name": "value"}</c>, where Aspire, too, keeps generated values: both engines use the same.
/// Written whole or not at all, by one process at a time.
/// </summary>
internal sealed class SecretsFile(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string GetOrAdd(string key, Func<string> make)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var alone = Lock();
        var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject() : [];
        if (secrets[key]?.GetValue<string>() is { } existing)
            return existing;

        var value = make();
        secrets[key] = value;
        var draft = path + ".new";
        using (var file = new FileStream(draft, PrivateFile.Create()))
            JsonSerializer.Serialize(file, secrets, Indented);
        File.Move(draft, path, overwrite: true);
        return value;
    }

    /// <summary>Another AppHost that makes its first secrets at the same moment holds this for milliseconds.</summary>
    private FileStream Lock()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path + ".lock", PrivateFile.Create(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(20);
            }
        }
    }
}
