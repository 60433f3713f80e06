using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>A client of a realm (RFC 6749 section 2), as Keycloak's import describes it.</summary>
public sealed record RealmClient
{
    public required string ClientId { get; init; }

    /// <summary>The name that people see; the client's id where the file gives none.</summary>
    public string Name { get => string.IsNullOrEmpty(field) ? ClientId : field; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>How the client proves itself: <see cref="ClientAuthenticators.Secret"/> or <see cref="ClientAuthenticators.Jwt"/>.</summary>
    public string ClientAuthenticatorType { get; init; } = ClientAuthenticators.Secret;

    /// <summary>The client's secret, where it proves itself by one. Never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>Redirect URIs, compared to the letter (RFC 9700 section 2.1). Wildcards stop the start.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>Whether the client may use the authorization code flow. Keycloak's default is <see langword="true"/>.</summary>
    public bool StandardFlowEnabled { get; init; } = true;

    /// <summary>Whether the person is asked before the client gets anything.</summary>
    public bool ConsentRequired { get; init; }

    /// <summary>Whether the tokens carry every role of the person. Keycloak's default: unless consent is required.</summary>
    public bool FullScopeAllowed { get => fullScopeAllowed ?? !ConsentRequired; init => fullScopeAllowed = value; }

    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Scopes granted without being asked for.</summary>
    public ImmutableArray<string> DefaultClientScopes { get; init; }

    /// <summary>Scopes granted if asked for.</summary>
    public ImmutableArray<string> OptionalClientScopes { get; init; }

    public ImmutableArray<ProtocolMapper> ProtocolMappers { get; init; } = [];

    /// <summary>Post-logout redirect URIs: attribute <c>post.logout.redirect.uris</c>, separated by <c>##</c>; none where it is absent or <c>-</c>.</summary>
    [JsonIgnore]
    public ImmutableArray<string> PostLogoutRedirectUris =>
        Attributes.TryGetValue("post.logout.redirect.uris", out var uris) && uris != "-"
            ? [.. uris.Split("##", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : [];

    /// <summary>Whether the attribute of that name is <c>true</c>.</summary>
    public bool Has(string attribute) => Attributes.GetValueOrDefault(attribute) == "true";

    /// <summary>Keeps the record's generated text from carrying the secret.</summary>
    public override string ToString() => $"{nameof(RealmClient)} {{ ClientId = {ClientId} }}";

    private readonly bool? fullScopeAllowed;
}

/// <summary>Keycloak's names of the ways in which a client proves itself.</summary>
public static class ClientAuthenticators
{
    /// <summary><c>client_secret_basic</c> and <c>client_secret_post</c> (RFC 6749 section 2.3.1).</summary>
    public const string Secret = "client-secret";

    /// <summary><c>private_key_jwt</c> (RFC 7523 section 2.2).</summary>
    public const string Jwt = "client-jwt";
}
