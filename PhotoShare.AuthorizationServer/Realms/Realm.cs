using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>A region of trust, as a Keycloak realm import describes it. Read once at start; never changes.</summary>
/// <remarks>Absent properties have Keycloak's own defaults. Life times are seconds in the file.</remarks>
public sealed record Realm
{
    /// <summary>The realm's name, a segment of every address: <c>/realms/{name}/</c>.</summary>
    [JsonPropertyName("realm")]
    public required string Name { get; init; }

    /// <summary>The name that people see; the realm's name where the file gives none.</summary>
    public string DisplayName { get => field ?? Name; init; }

    /// <summary>A realm that is not enabled is not served. Keycloak's default is <see langword="false"/>.</summary>
    public bool Enabled { get; init; }

    /// <summary>Who must come over https: <c>all</c>, <c>external</c> (all but local addresses; the default) or <c>none</c>.</summary>
    public string SslRequired { get; init; } = "external";

    /// <summary>How long an access token lives, unless its client says otherwise. Default 300 s.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan AccessTokenLifespan { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long an authorization code can be redeemed (RFC 6749 section 4.1.2). Default 60 s.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan AccessCodeLifespan { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a session lives that nobody uses. Default 1800 s.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan SsoSessionIdleTimeout { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>How long a session lives at most. Default 36000 s.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan SsoSessionMaxLifespan { get; init; } = TimeSpan.FromSeconds(36000);

    /// <summary>How long an offline grant lives that nobody refreshes. Default 30 days.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan OfflineSessionIdleTimeout { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether <see cref="OfflineSessionMaxLifespan"/> applies. Default <see langword="false"/>.</summary>
    public bool OfflineSessionMaxLifespanEnabled { get; init; }

    /// <summary>How long an offline grant lives at most, if <see cref="OfflineSessionMaxLifespanEnabled"/>. Default 60 days.</summary>
    [JsonConverter(typeof(SecondsConverter))]
    public TimeSpan OfflineSessionMaxLifespan { get; init; } = TimeSpan.FromDays(60);

    /// <summary>Whether refresh tokens rotate (RFC 9700 section 4.14.2). Default <see langword="false"/>.</summary>
    public bool RevokeRefreshToken { get; init; }

    /// <summary>How often a rotated refresh token may be used again. Default 0.</summary>
    public int RefreshTokenMaxReuse { get; init; }

    /// <summary>The JWS algorithm that signs tokens, unless a client says otherwise. Default RS256, as in Keycloak.</summary>
    public string DefaultSignatureAlgorithm { get; init; } = "RS256";

    /// <summary>How many failed sign-ins are free. Default 30.</summary>
    public int FailureFactor { get; init; } = 30;

    /// <summary>How much longer one waits after every <see cref="FailureFactor"/> failures. Default 60 s.</summary>
    [JsonPropertyName("waitIncrementSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan WaitIncrement { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait after failed sign-ins. Default 900 s.</summary>
    [JsonPropertyName("maxFailureWaitSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan MaxFailureWait { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>After how long without a failure the count begins anew. Default 12 h.</summary>
    [JsonPropertyName("maxDeltaTimeSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan MaxDeltaTime { get; init; } = TimeSpan.FromHours(12);

    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<RealmClient> Clients { get; init; } = [];

    public ImmutableArray<ClientScope> ClientScopes { get; init; } = [];

    /// <summary>Names of the scopes that a client has without asking, where the client itself lists none.</summary>
    public ImmutableArray<string> DefaultDefaultClientScopes { get; init; } = [];

    /// <summary>Names of the scopes that a client may ask for, where the client itself lists none.</summary>
    public ImmutableArray<string> DefaultOptionalClientScopes { get; init; } = [];

    public RealmRoles Roles { get; init; } = RealmRoles.None;

    /// <summary>Which roles a scope (or a client) lets through to its tokens.</summary>
    public ImmutableArray<ScopeMapping> ScopeMappings { get; init; } = [];

    public ImmutableArray<RealmUser> Users { get; init; } = [];

    public ImmutableArray<IdentityProvider> IdentityProviders { get; init; } = [];

    public ImmutableArray<IdentityProviderMapper> IdentityProviderMappers { get; init; } = [];

    /// <summary>How long a pushed request can be used (RFC 9126 section 2.2): attribute <c>parRequestUriLifespan</c>. Default 60 s.</summary>
    [JsonIgnore]
    public TimeSpan ParRequestUriLifespan =>
        Attributes.TryGetValue("parRequestUriLifespan", out var seconds)
            ? TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture))
            : TimeSpan.FromSeconds(60);

    /// <summary>The role of everybody: <c>default-roles-{realm}</c>. As in Keycloak it is there even if the file doesn't name it.</summary>
    [JsonIgnore]
    public string DefaultRoleName => $"default-roles-{Name.ToLowerInvariant()}";

    /// <summary>The client of that id, or <see langword="null"/>. Compared to the letter.</summary>
    public RealmClient? FindClient(string? clientId) => Clients.FirstOrDefault(client => client.ClientId == clientId);

    /// <summary>The scope of that name, or <see langword="null"/>. Compared to the letter (RFC 6749 section 3.3).</summary>
    public ClientScope? FindScope(string? name) => ClientScopes.FirstOrDefault(scope => scope.Name == name);
}
