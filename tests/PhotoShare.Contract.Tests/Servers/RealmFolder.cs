using System.Text.Json.Nodes;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>
/// A folder of realm files for one server: our three as they are, demo accounts included, people for the tests, and realms
/// that are friendbook with another name and one thing changed.
/// </summary>
public sealed class RealmFolder : IDisposable
{
    public const string Password = "correct horse battery staple";
    // Enough for the tests of one run; each takes somebody of its own.
    private static int People(string realm) => realm == "friendbook" ? 100 : 40;

    private readonly Dictionary<string, int> taken = [];
    private readonly Lock gate = new();

    /// <summary>Realms that every server under test serves.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["photoshare", "friendbook", "instapic", Variants.Rotating, Variants.Hasty, Variants.Brief, Variants.Crowded];

    public RealmFolder()
    {
        Folder = Directory.CreateTempSubdirectory("photoshare-contract-").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.Realms, "*.json").Concat(Directory.EnumerateFiles(Repository.DemoAccounts, "*.json")))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        foreach (var (name, change) in Variants.All) AddVariant(name, change);
        foreach (var realm in Names) AddPeople(realm);
    }

    public string Folder { get; }

    /// <summary>Somebody in that realm whom no other test knows.</summary>
    public Person NextPerson(string realm)
    {
        lock (gate)
        {
            var number = taken[realm] = taken.GetValueOrDefault(realm) + 1;
            Assert.InRange(number, 1, People(realm));
            return new Person($"person-{number}", Password);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void AddVariant(string name, Action<JsonObject> change)
    {
        var realm = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Realms, "friendbook-realm.json")))!.AsObject();
        realm["realm"] = name;
        realm["displayName"] = name;
        change(realm);
        Write($"{name}-realm.json", realm);
    }

    // The credential is in the form in which Keycloak exports it, so both servers are shown to read that, too.
    private void AddPeople(string realm)
    {
        var credential = Argon2Credential.Of(Password);
        var people = Enumerable.Range(1, People(realm)).Select(number => (JsonNode)new JsonObject
        {
            ["username"] = $"person-{number}",
            ["enabled"] = true,
            ["firstName"] = "Person",
            ["lastName"] = $"Number {number}",
            ["email"] = $"person-{number}@{realm}.example",
            ["credentials"] = new JsonArray(credential.DeepClone()),
            ["realmRoles"] = new JsonArray($"default-roles-{realm}"),
        });
        Write($"{realm}-users-1.json", new JsonObject { ["realm"] = realm, ["users"] = new JsonArray([.. people]) });
    }

    private void Write(string file, JsonObject content) => File.WriteAllText(Path.Combine(Folder, file), content.ToJsonString());
}
