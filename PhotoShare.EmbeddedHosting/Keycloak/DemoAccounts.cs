using System.Text.Json;

namespace Aspire.Hosting.Keycloak;

/// <summary>The people of imported user files whose passwords stand there in clear: accounts to try the system with.</summary>
internal static class DemoAccounts
{
    /// <summary>One line for accounts that all realms share, or one for each realm; none if there are none.</summary>
    public static IEnumerable<string> Describe(IEnumerable<string> imports)
    {
        var realms = imports.Where(file => Path.GetFileName(file).Contains("-users-", StringComparison.Ordinal)).SelectMany(Read).GroupBy(line => line.Accounts, line => line.Realm);
        return realms.Select(realm => $"demo accounts in {string.Join(", ", realm)}: {realm.Key}");
    }

    // {"realm":"friendbook","users":[{"username":"ada","credentials":[{"type":"password","value":"…"}]}]}
    private static IEnumerable<(string Realm, string Accounts)> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var accounts = json.RootElement.GetProperty("users").EnumerateArray().Select(Account).Where(account => account is not null).ToList();
        if (accounts.Count > 0)
            yield return (json.RootElement.GetProperty("realm").GetString()!, string.Join(", ", accounts));
    }

    private static string? Account(JsonElement user)
    {
        if (!user.TryGetProperty("credentials", out var credentials))
            return null;
        var password = credentials.EnumerateArray().FirstOrDefault(credential => credential.TryGetProperty("value", out _) && credential.GetProperty("type").GetString() == "password");
        return password.ValueKind == JsonValueKind.Undefined ? null : $"{user.GetProperty("username").GetString()} (password {password.GetProperty("value").GetString()})";
    }
}
