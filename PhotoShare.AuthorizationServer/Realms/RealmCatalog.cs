using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>The realms that this server serves.</summary>
public sealed class RealmCatalog(IEnumerable<Realm> realms)
{
    private readonly ImmutableDictionary<string, Realm> byName =
        realms.ToImmutableDictionary(realm => realm.Name, StringComparer.Ordinal);

    /// <summary>All realms, in the order of their names.</summary>
    public ImmutableArray<Realm> All => [.. byName.Values.OrderBy(realm => realm.Name, StringComparer.Ordinal)];

    /// <summary>The realm of that name, or <see langword="null"/>. Compared to the letter.</summary>
    public Realm? Find(string? name) => name is null ? null : byName.GetValueOrDefault(name);

    /// <inheritdoc cref="Find"/>
    public bool TryFind(string? name, [NotNullWhen(true)] out Realm? realm) => (realm = Find(name)) is not null;

    /// <summary>Reads every <c>*-realm.json</c> and <c>*-users-*.json</c> of the folders.</summary>
    /// <param name="folders">Folders of Keycloak's directory import; the later ones may add users to realms of the earlier ones.</param>
    /// <param name="environment">Gives the value of a placeholder's name, or <see langword="null"/> if it is not set.</param>
    /// <exception cref="RealmFileException">Names every problem of every file, with its JSON path.</exception>
    public static RealmCatalog Load(IEnumerable<string> folders, Func<string, string?> environment)
    {
        var reader = new RealmReader(environment);
        foreach (var folder in folders) reader.ReadFolder(folder);
        return new RealmCatalog(reader.Finish());
    }
}
