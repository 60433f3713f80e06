using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoShare.AuthorizationServer.Realms.Rules;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>Reads the files of Keycloak's directory import, and collects what is wrong with them.</summary>
internal sealed class RealmReader(Func<string, string?> environment)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly List<RealmProblem> problems = [];
    private readonly Dictionary<string, Realm> realms = [];
    private readonly List<(string File, UsersFile Content)> users = [];

    /// <summary>Reads <c>*-realm.json</c> and <c>*-users-*.json</c>; other files are not ours.</summary>
    public void ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(new(folder, "$", "there is no such folder (--realms)"));
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith("-realm.json", StringComparison.Ordinal)) AddRealm(file, Read<Realm>(file, RealmRules.Realm));
            else if (name.Contains("-users-", StringComparison.Ordinal) && Read<UsersFile>(file, RealmRules.UsersFile) is { } content) users.Add((file, content));
        }
    }

    /// <summary>The realms with their users, or all problems at once.</summary>
    public ImmutableArray<Realm> Finish()
    {
        foreach (var (file, content) in users) AddUsers(file, content);
        if (problems.Count == 0 && !realms.Values.Any(realm => realm.Enabled)) problems.Add(new("--realms", "$", "no file named *-realm.json has a realm that is enabled"));
        return problems.Count == 0 ? [.. realms.Values.Where(realm => realm.Enabled)] : throw new RealmFileException(problems);
    }

    private void AddRealm(string file, Realm? realm)
    {
        if (realm is null) return;
        ReportUnknownScopes(file, realm);
        if (!realms.TryAdd(realm.Name, WithDefaultRole(WithInheritedScopes(realm))))
            problems.Add(new(file, "$.realm", $"the realm {realm.Name} is described by another file already"));
    }

    private void AddUsers(string file, UsersFile content)
    {
        if (!realms.TryGetValue(content.Realm, out var realm))
            problems.Add(new(file, "$.realm", $"there is no realm file for the realm {content.Realm}"));
        else
            realms[content.Realm] = realm with { Users = [.. realm.Users, .. content.Users] };
    }

    // Keycloak only warns of a scope that nothing declares; the client's tokens then lack what somebody meant them to have.
    private void ReportUnknownScopes(string file, Realm realm)
    {
        Check("$.defaultDefaultClientScopes", realm.DefaultDefaultClientScopes);
        Check("$.defaultOptionalClientScopes", realm.DefaultOptionalClientScopes);
        for (var i = 0; i < realm.Clients.Length; i++)
        {
            if (!realm.Clients[i].Enabled) continue;
            Check($"$.clients[{i}].defaultClientScopes", realm.Clients[i].DefaultClientScopes);
            Check($"$.clients[{i}].optionalClientScopes", realm.Clients[i].OptionalClientScopes);
        }

        void Check(string path, ImmutableArray<string> names)
        {
            for (var i = 0; !names.IsDefault && i < names.Length; i++)
                if (realm.FindScope(names[i]) is null) problems.Add(new(file, $"{path}[{i}]", $"no client scope named {names[i]} is declared in clientScopes"));
        }
    }

    // Keycloak gives a client without lists of its own the realm's.
    private static Realm WithInheritedScopes(Realm realm) => realm with
    {
        Clients =
        [
            .. realm.Clients.Select(client => client with
            {
                DefaultClientScopes = client.DefaultClientScopes.IsDefault ? realm.DefaultDefaultClientScopes : client.DefaultClientScopes,
                OptionalClientScopes = client.OptionalClientScopes.IsDefault ? realm.DefaultOptionalClientScopes : client.OptionalClientScopes,
            }),
        ],
    };

    // Keycloak makes the role of everybody where the file doesn't, and lets it bring these two.
    private static Realm WithDefaultRole(Realm realm) => realm.Roles.Realm.Any(role => role.Name == realm.DefaultRoleName) ? realm : realm with
    {
        Roles = realm.Roles with
        {
            Realm = [.. realm.Roles.Realm, new RealmRole { Name = realm.DefaultRoleName, Composites = new() { Realm = ["offline_access", "uma_authorization"] } }],
        },
    };

    private T? Read<T>(string file, Rule rule) where T : class
    {
        try
        {
            using var stream = File.OpenRead(file);
            var document = JsonNode.Parse(stream, documentOptions: Strict) ?? throw new JsonException("the file says null");
            var before = problems.Count;
            void Report(string path, string message) => problems.Add(new(file, path, message));
            new Placeholders(environment, Report).Replace(document);
            rule.Check(document, Report);
            return problems.Count == before ? document.Deserialize<T>(Json) : null;
        }
        catch (JsonException exception)
        {
            problems.Add(new(file, exception.Path ?? "$", $"can't be read: {exception.Message}"));
            return null;
        }
    }

    private sealed record UsersFile(string Realm, ImmutableArray<RealmUser> Users);
}
