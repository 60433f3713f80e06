using System.Collections.Immutable;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>A person's account in one realm (the resource owner), kept in that realm's database.</summary>
public sealed class Account
{
    /// <summary>The account's id, the <c>sub</c> of its tokens. Never changes and is never given to another person.</summary>
    public required string Id { get; init; }

    /// <summary>What the person signs in with: lower case, unique in the realm, as in Keycloak.</summary>
    public required string Username { get; init; }

    /// <summary>An account that is not enabled can't sign in, and its sessions end.</summary>
    public bool Enabled { get; set; } = true;

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public bool EmailVerified { get; set; }

    /// <summary>Attributes from the realm file, for the attribute mappers.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Attributes { get; set; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Roles given to the account itself; composite ones are resolved by <see cref="Realms.RealmRoles.Effective"/>.</summary>
    public ImmutableArray<string> Roles { get; set; } = [];

    /// <summary>The password's hash; <see langword="null"/> for an account that signs in at an identity provider only.</summary>
    public PasswordHash? Password { get; set; }

    /// <summary>The person's name as others see it: first and last name, or the user name.</summary>
    public string DisplayName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Username;
}

/// <summary>Links an account to what an identity provider calls the person: by issuer and subject, never by e-mail (OpenID Connect Core section 5.7).</summary>
public sealed class FederatedIdentity
{
    /// <summary>The <c>iss</c> of the identity provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>The <c>sub</c> that the identity provider gave: unique there, and never given anew.</summary>
    public required string Subject { get; init; }

    public required string AccountId { get; init; }
}
