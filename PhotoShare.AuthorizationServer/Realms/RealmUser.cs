using System.Collections.Immutable;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>A person with an account in the realm (the resource owner), as the import describes them.</summary>
public sealed record RealmUser
{
    /// <summary>The account's id, its <c>sub</c>; made at import where the file gives none.</summary>
    public string? Id { get; init; }

    public required string Username { get; init; }

    /// <summary>Whether the person can sign in. Keycloak's default is <see langword="false"/>.</summary>
    public bool Enabled { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>> Attributes { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    public ImmutableArray<RealmCredential> Credentials { get; init; } = [];

    public ImmutableArray<string> RealmRoles { get; init; } = [];
}

/// <summary>A password: in plain (<see cref="Value"/>, hashed at import), or as Keycloak keeps it.</summary>
public sealed record RealmCredential
{
    public string Type { get; init; } = "password";

    /// <summary>The password itself: for demo accounts only.</summary>
    public string? Value { get; init; }

    /// <summary>JSON: <c>{"hashIterations":5,"algorithm":"argon2","additionalParameters":{…}}</c>.</summary>
    public string? CredentialData { get; init; }

    /// <summary>JSON: <c>{"value":"base64","salt":"base64","additionalParameters":{}}</c>.</summary>
    public string? SecretData { get; init; }

    /// <summary>Keeps the record's generated text from carrying the password.</summary>
    public override string ToString() => $"{nameof(RealmCredential)} {{ Type = {Type} }}";
}
