using System.Text.Json;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Projects;

/// <summary>One profile of a project's <c>Properties/launchSettings.json</c>.</summary>
/// <param name="Endpoints">Of <c>applicationUrl</c>, named after their schemes.</param>
/// <param name="Environment">Of <c>environmentVariables</c>.</param>
/// <param name="Problem">Why it could not be read; null if it could, or if there is none.</param>
internal sealed record LaunchProfile(IReadOnlyList<Endpoint> Endpoints, IReadOnlyDictionary<string, string> Environment, string? Problem)
{
    /// <summary>No address and no environment.</summary>
    public static LaunchProfile None => new([], new Dictionary<string, string>(), null);

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="projectPath">The project file.</param>
    /// <param name="name">Null: the first profile with <c>"commandName": "Project"</c>.</param>
    public static LaunchProfile Read(string projectPath, string? name)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return name is null ? None : Wrong($"{path} does not exist, so there is no launch profile '{name}'.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var profiles = json.RootElement.GetProperty("profiles").EnumerateObject().Where(profile => IsProject(profile.Value)).ToList();
            var found = profiles.Where(profile => name is null || profile.Name == name).Select(profile => (JsonElement?)profile.Value).FirstOrDefault();
            return found is { } value ? Parse(value) : Wrong($"no launch profile '{name}' in {path}: it has {string.Join(", ", profiles.Select(profile => profile.Name))}.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            return Wrong($"{path} can't be read: {e.Message}");
        }
    }

    private static LaunchProfile Parse(JsonElement profile)
    {
        var urls = profile.TryGetProperty("applicationUrl", out var value) ? value.GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        var variables = profile.TryGetProperty("environmentVariables", out var map) ? map.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!) : [];
        return new([.. urls.Select(text => new Uri(text)).Select(url => new Endpoint(url.Scheme, url.Scheme, url.Host, url.Port))], variables, null);
    }

    private static bool IsProject(JsonElement profile) => profile.TryGetProperty("commandName", out var command) && command.GetString() == "Project";

    private static LaunchProfile Wrong(string problem) => new([], new Dictionary<string, string>(), problem);
}
