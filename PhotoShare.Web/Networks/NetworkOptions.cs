namespace PhotoShare.Web.Networks;

/// <summary>A section <c>Networks:{id}</c> as it is written, before it is checked. <see cref="Network"/> says what each means.</summary>
public sealed class NetworkOptions
{
    public string? DisplayName { get; init; }
    public string Colour { get; init; } = "#555555";
    public string? Issuer { get; init; }
    public string? ApiUrl { get; init; }
    public string? ClientId { get; init; }

    /// <summary><c>private_key_jwt</c> (the default), <c>client_secret_basic</c> or <c>client_secret_post</c>.</summary>
    public string ClientAuthentication { get; init; } = "private_key_jwt";

    public string? ClientSecret { get; init; }

    /// <summary><c>required</c> (the default) or <c>off</c>.</summary>
    public string PushedAuthorization { get; init; } = "required";

    /// <summary>Separated by spaces, as in the protocol. Default: <c>openid profile photos.read offline_access</c>.</summary>
    public string ConnectScopes { get; init; } = "openid profile photos.read offline_access";

    public Dictionary<string, string> Scopes { get; init; } = [];

    /// <summary>Separated by spaces. Default: <c>ES256 PS256</c>.</summary>
    public string IdTokenAlgorithms { get; init; } = "ES256 PS256";

    /// <summary>Default: the well-known address of <see cref="Issuer"/>, by OpenID Connect Discovery or, without <c>openid</c>, by RFC 8414.</summary>
    public string? MetadataAddress { get; init; }

    public string? AccountEndpoint { get; init; }
    public string SubjectClaim { get; init; } = "sub";
}
