using System.Collections.Immutable;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>The roles of a realm and of its clients.</summary>
public sealed record RealmRoles
{
    public static RealmRoles None { get; } = new();

    public ImmutableArray<RealmRole> Realm { get; init; } = [];

    /// <summary>The given roles, and those that the composite ones among them bring, however deep.</summary>
    public ImmutableHashSet<string> Effective(IEnumerable<string> given)
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Queue<string>(given);
        while (open.TryDequeue(out var name))
        {
            if (!found.Add(name)) continue;
            foreach (var brought in Realm.FirstOrDefault(role => role.Name == name)?.Composites.Realm ?? []) open.Enqueue(brought);
        }

        return found.ToImmutable();
    }
}

/// <summary>A role; a composite one brings others with it.</summary>
public sealed record RealmRole
{
    public required string Name { get; init; }

    public CompositeRoles Composites { get; init; } = CompositeRoles.None;
}

/// <summary>The roles that a composite role brings.</summary>
public sealed record CompositeRoles
{
    public static CompositeRoles None { get; } = new();

    public ImmutableArray<string> Realm { get; init; } = [];
}

/// <summary>Lets roles through to the tokens of a scope, or of a client.</summary>
public sealed record ScopeMapping
{
    public string? Client { get; init; }

    public string? ClientScope { get; init; }

    public ImmutableArray<string> Roles { get; init; } = [];
}
