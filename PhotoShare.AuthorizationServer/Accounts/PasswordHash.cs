using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>A password's Argon2id hash (RFC 9106) with its parameters, in Keycloak's two pieces of JSON.</summary>
public sealed record PasswordHash
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The hash itself. Keycloak's default is 32 bytes.</summary>
    public required ImmutableArray<byte> Value { get; init; }

    /// <summary>16 random bytes.</summary>
    public required ImmutableArray<byte> Salt { get; init; }

    /// <summary>How often the memory is passed over. Keycloak's default is 5.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Memory in KiB. Keycloak's default is 7168.</summary>
    public int MemoryKibibytes { get; init; } = 7168;

    /// <summary>Reads Keycloak's credential.</summary>
    /// <param name="credentialData"><c>{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"type":["id"],…}}</c></param>
    /// <param name="secretData"><c>{"value":"base64","salt":"base64","additionalParameters":{}}</c></param>
    /// <exception cref="FormatException">The credential is not one that Keycloak makes with Argon2id; says what is wrong, never the secret.</exception>
    public static PasswordHash Parse(string credentialData, string secretData)
    {
        var (data, secret) = Deserialize(credentialData, secretData);
        if (data.Algorithm != "argon2") throw new FormatException($"the algorithm is {data.Algorithm}: only argon2 is served");
        Expect(data, "type", "id");
        Expect(data, "version", "1.3");
        Expect(data, "parallelism", "1");
        var hash = new PasswordHash
        {
            Value = [.. secret.Value],
            Salt = [.. secret.Salt],
            Iterations = data.HashIterations,
            MemoryKibibytes = Number(data, "memory"),
        };
        if (hash.Value.Length != Number(data, "hashLength")) throw new FormatException("the hash is not as long as hashLength says");
        if (hash.Salt.Length != 16) throw new FormatException("the salt must have 16 bytes");
        if (hash.Value.Length is < 16 or > 64) throw new FormatException("hashLength must be 16 to 64 bytes");
        if (hash.Iterations is < 1 or > 100) throw new FormatException("hashIterations must be 1 to 100");
        if (hash.MemoryKibibytes is < 1024 or > 1024 * 1024) throw new FormatException("memory must be 1024 to 1048576 KiB");
        return hash;
    }

    /// <summary>Keeps the record's generated text from carrying the hash.</summary>
    public override string ToString() => nameof(PasswordHash);

    private static (CredentialData Data, SecretData Secret) Deserialize(string credentialData, string secretData)
    {
        try
        {
            return (JsonSerializer.Deserialize<CredentialData>(credentialData, Json)!, JsonSerializer.Deserialize<SecretData>(secretData, Json)!);
        }
        catch (JsonException)
        {
            throw new FormatException("credentialData and secretData must be the JSON that Keycloak exports");
        }
    }

    private static void Expect(CredentialData data, string name, string expected)
    {
        if (Parameter(data, name) != expected) throw new FormatException($"{name} must be {expected}");
    }

    private static int Number(CredentialData data, string name) =>
        int.TryParse(Parameter(data, name), out var number) ? number : throw new FormatException($"{name} must be a whole number");

    private static string? Parameter(CredentialData data, string name) =>
        data.AdditionalParameters?.GetValueOrDefault(name) is [var value] ? value : null;

    private sealed record CredentialData(
        [property: JsonRequired] int HashIterations,
        [property: JsonRequired] string Algorithm,
        Dictionary<string, string[]>? AdditionalParameters);

    private sealed record SecretData([property: JsonRequired] byte[] Value, [property: JsonRequired] byte[] Salt);
}
