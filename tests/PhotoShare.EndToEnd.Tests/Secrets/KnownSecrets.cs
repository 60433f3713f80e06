using System.Text.Json;
using System.Web;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>Every secret value that passed over the wire, by its name.</summary>
public static class KnownSecrets
{
    private const int Shortest = 10;

    private static readonly string[] Parameters =
    [
        "code", "state", "nonce", "request_uri", "session_code", "client_data", "tab_id", "code_verifier", "client_assertion", "client_secret", "token", "refresh_token",
        "access_token", "id_token", "id_token_hint", "password", "logout_token",
    ];

    // Read by everybody, or said again by design.
    private static readonly string[] NotSecret = ["Host", "User-Agent"];

    /// <summary>What one must not find anywhere: codes, states, tokens, assertions, verifiers, passwords, cookies, credentials of HTTP.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<Exchange> exchanges)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var exchange in exchanges)
        {
            foreach (var (name, value) in InExchange(exchange))
                if (value.Length >= Shortest) known[value] = name;
        }
        return known;
    }

    private static IEnumerable<(string Name, string Value)> InExchange(Exchange exchange)
    {
        var addresses = exchange.Received.Where(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).Append(exchange.Target);
        foreach (var query in addresses.Where(address => address.Contains('?', StringComparison.Ordinal)).Select(address => address.Split('?', 2)[1]).Append(exchange.Body))
        {
            var read = HttpUtility.ParseQueryString(query);
            foreach (var name in Parameters)
                if (read[name] is { } value) yield return (name, value);
        }
        foreach (var (name, value) in InJson(exchange.Answer)) yield return (name, value);
        foreach (var (name, value) in exchange.Sent.Where(header => !NotSecret.Contains(header.Key)))
        {
            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) yield return (name, value.Split(' ')[^1]);
            if (!name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var cookie in value.Split(';')) yield return ("cookie", cookie.Split('=', 2)[^1].Trim('"'));
        }
        foreach (var (_, value) in exchange.Received.Where(header => header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
            yield return ("cookie", value.Split(';')[0].Split('=', 2)[^1].Trim('"'));
    }

    private static IEnumerable<(string Name, string Value)> InJson(string body)
    {
        if (!body.StartsWith('{')) yield break;
        using var json = JsonDocument.Parse(body);
        foreach (var name in Parameters)
            if (json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) yield return (name, value.GetString()!);
    }
}
