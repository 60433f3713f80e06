using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>What an endpoint of the back channel answered.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, JsonObject Body, string Text)
{
    public string? Error => this["error"];

    public string? AccessToken => this["access_token"];

    public string? RefreshToken => this["refresh_token"];

    public string? IdToken => this["id_token"];

    /// <summary>The scopes of a token answer.</summary>
    public IReadOnlySet<string> Scopes => (this["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    /// <summary>The text of a member, or <see langword="null"/>.</summary>
    public string? this[string name] => Body[name] is { } node && node.GetValueKind() == JsonValueKind.String ? (string?)node : Body[name]?.ToJsonString();

    /// <summary>This answer if it is a success, else a failed test that says what came.</summary>
    public Answer Succeeded()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{(int)Status} {Text}");
        return this;
    }

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, response.Headers, Parse(text), text);
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
