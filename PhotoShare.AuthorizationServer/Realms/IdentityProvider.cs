using System.Collections.Immutable;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>Another realm or server whose word on who somebody is this realm takes: federation.</summary>
public sealed record IdentityProvider
{
    /// <summary>Its name in this realm, a segment of <c>/realms/{realm}/broker/{alias}/</c>.</summary>
    public required string Alias { get; init; }

    /// <summary>The name that people see; the alias where the file gives none.</summary>
    public string DisplayName { get => string.IsNullOrEmpty(field) ? Alias : field; init; } = "";

    /// <summary>The protocol; only <c>oidc</c> is served.</summary>
    public required string ProviderId { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Whether the sign-in page leaves it out; <c>kc_idp_hint</c> still leads there. Older files say <c>hideOnLoginPage</c> in <see cref="Config"/>.</summary>
    public bool HideOnLogin { get => field || Config.GetValueOrDefault("hideOnLoginPage") == "true"; init; }

    /// <summary>Whether an e-mail address from there counts as verified here.</summary>
    public bool TrustEmail { get; init; }

    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Keeps the record's generated text from carrying the client's secret.</summary>
    public override string ToString() => $"{nameof(IdentityProvider)} {{ Alias = {Alias} }}";
}

/// <summary>Takes something of the provider's claims over to the account.</summary>
public sealed record IdentityProviderMapper
{
    public required string Name { get; init; }

    public required string IdentityProviderAlias { get; init; }

    /// <summary>Keycloak's kind of mapper, such as <c>oidc-user-attribute-idp-mapper</c>.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("identityProviderMapper")]
    public required string Type { get; init; }

    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;
}
