using System.Buffers.Text;
using System.Text.Json;

namespace PhotoShare.Dance.Redaction;

/// <summary>
/// What Keycloak packs into its own parameters, by which its front-channel requests find their dance (seen with Keycloak 26).
/// <c>client_data</c> is base64url of <c>{"ru":redirect_uri,"rt":"code","st":the client's state}</c>. When it asks another realm, its
/// <c>state</c> is <c>{random}.{tab_id}.{client}.{client_data}</c>.
/// </summary>
internal static class KeycloakParameters
{
    // An honest one has a redirect URI and a state in it.
    private const int Longest = 4096;

    /// <returns>Names of <see cref="JoinAttributes"/> with values in clear: to be told by their fingerprints only.</returns>
    public static IEnumerable<KeyValuePair<string, string>> Unpack(string name, string value)
    {
        if (value.Length > Longest) yield break;
        if (name == "client_data" && StateIn(value) is { } state) yield return new(JoinAttributes.State, state);
        if (name != "state") yield break;

        var parts = value.Split('.');
        if (parts.Length is not (3 or 4) || parts[1].Length == 0) yield break;
        // Without client_data, somebody else's state could have three parts: then this is a tab_id that nobody has.
        yield return new(JoinAttributes.TabId, parts[1]);
        if (parts.Length == 4 && StateIn(parts[3]) is { } packed) yield return new(JoinAttributes.State, packed);
    }

    private static string? StateIn(string clientData)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(clientData), new JsonDocumentOptions { MaxDepth = 4 });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("st", out var state) && state.ValueKind == JsonValueKind.String
                && state.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}
