using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Networks;

/// <summary>A network that people can connect: its authorization server, its photo API, and how we are known there. Checked at start.</summary>
public sealed record Network
{
    /// <summary>The id in configuration and in addresses, such as <c>friendbook</c>.</summary>
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>As <c>#rrggbb</c>.</summary>
    public required string Colour { get; init; }

    /// <summary>The authorization server's issuer identifier, compared to the letter (RFC 8414 section 2, RFC 9207 section 2.4).</summary>
    public required string Issuer { get; init; }

    /// <summary>Where the metadata is read. Its <c>issuer</c> must be <see cref="Issuer"/> wherever it came from.</summary>
    public required Uri MetadataAddress { get; init; }

    /// <summary>The root of the photo API, with a slash at the end.</summary>
    public required Uri ApiUrl { get; init; }

    public required string ClientId { get; init; }

    public required ClientAuthenticationMethod ClientAuthentication { get; init; }

    /// <summary>With <c>client_secret_basic</c> and <c>client_secret_post</c> only.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Whether the authorization request is pushed (RFC 9126) whatever the metadata says; a server whose metadata requires it gets it in any case.</summary>
    public required bool PushedAuthorization { get; init; }

    /// <summary>What Connect asks for. Without <c>openid</c> the network is a plain OAuth server.</summary>
    public required IReadOnlyList<string> ConnectScopes { get; init; }

    /// <summary>Each scope in words that a person understands.</summary>
    public required IReadOnlyDictionary<string, string> Scopes { get; init; }

    /// <summary>The algorithms that an ID token may be signed with.</summary>
    public required IReadOnlyList<string> IdTokenAlgorithms { get; init; }

    /// <summary>Where a plain OAuth server says whose account it is, when its metadata names no <c>userinfo_endpoint</c>.</summary>
    public Uri? AccountEndpoint { get; init; }

    /// <summary>The member of the account's JSON that names it for ever. <c>sub</c> with OpenID Connect.</summary>
    public required string SubjectClaim { get; init; }

    /// <summary>How it is shown.</summary>
    public NetworkBrand Brand() => new(Id, DisplayName, Colour);

    public bool UsesOpenIdConnect => ConnectScopes.Contains("openid");

    /// <summary>
    /// The scopes in words, in the order in which we ask for them. Those without words, such as <c>openid</c>, say nothing that a
    /// person decides about.
    /// </summary>
    public IReadOnlyList<string> InWords(IReadOnlyCollection<string> scopes) =>
        [.. ConnectScopes.Intersect(scopes).Union(scopes).Select(scope => Scopes.GetValueOrDefault(scope)).OfType<string>()];
}

/// <summary>How the client proves who it is on the back channel.</summary>
public enum ClientAuthenticationMethod
{
    /// <summary>An assertion signed with Web's key (RFC 7523, OpenID Connect Core section 9).</summary>
    PrivateKeyJwt,

    /// <summary>HTTP Basic (RFC 6749 section 2.3.1).</summary>
    ClientSecretBasic,

    /// <summary>In the form (RFC 6749 section 2.3.1).</summary>
    ClientSecretPost,
}
