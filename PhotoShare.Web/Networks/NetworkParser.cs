using System.Text.RegularExpressions;
using PhotoShare.OAuth;

namespace PhotoShare.Web.Networks;

/// <summary>Makes a <see cref="Network"/> of its section, and notes every mistake by the name of its key.</summary>
/// <param name="mistakes">Where mistakes are noted.</param>
/// <param name="allowHttp">Whether addresses may be <c>http</c> beyond this machine; in Development only.</param>
public sealed partial class NetworkParser(ICollection<string> mistakes, bool allowHttp)
{
    private static readonly string[] AsymmetricAlgorithms = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    public Network? Parse(string id, NetworkOptions options)
    {
        var key = $"Networks:{id}";
        var before = mistakes.Count;

        if (!Ids().IsMatch(id)) mistakes.Add($"{key}: an id is made of a-z, 0-9 and hyphens, for it stands in addresses.");
        if (!Colours().IsMatch(options.Colour)) mistakes.Add($"{key}:Colour must be #rrggbb, not '{options.Colour}'.");
        Require($"{key}:DisplayName", options.DisplayName);
        Require($"{key}:ClientId", options.ClientId);
        var issuer = Address($"{key}:Issuer", options.Issuer);
        if (issuer is { Query.Length: > 0 } or { Fragment.Length: > 0 }) mistakes.Add($"{key}:Issuer has no query and no fragment (RFC 8414 section 2).");
        // The API's address may be a name that service discovery resolves, so its scheme is not ours to judge.
        if (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var api)) mistakes.Add($"{key}:ApiUrl must be an absolute address.");
        var scopes = ParseScopes($"{key}:ConnectScopes", options.ConnectScopes);
        var authentication = ParseAuthentication(key, options);
        var pushed = OneOf($"{key}:PushedAuthorization", options.PushedAuthorization, ("required", true), ("off", false));
        var algorithms = options.IdTokenAlgorithms.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (algorithms.Length == 0 || algorithms.Except(AsymmetricAlgorithms).Any())
            mistakes.Add($"{key}:IdTokenAlgorithms must be some of {string.Join(' ', AsymmetricAlgorithms)}.");
        var metadata = options.MetadataAddress is null ? null : InternalAddress($"{key}:MetadataAddress", options.MetadataAddress);
        var account = options.AccountEndpoint is null ? null : Address($"{key}:AccountEndpoint", options.AccountEndpoint);
        if (mistakes.Count > before) return null;

        return new Network
        {
            Id = id,
            DisplayName = options.DisplayName!,
            Colour = options.Colour,
            Issuer = options.Issuer!,
            MetadataAddress = metadata ?? WellKnown(options.Issuer!, openId: scopes.Contains("openid")),
            ApiUrl = new Uri(api!.AbsoluteUri.TrimEnd('/') + "/"),
            ClientId = options.ClientId!,
            ClientAuthentication = authentication,
            ClientSecret = options.ClientSecret,
            PushedAuthorization = pushed,
            ConnectScopes = scopes,
            Scopes = options.Scopes,
            IdTokenAlgorithms = algorithms,
            AccountEndpoint = account,
            SubjectClaim = options.SubjectClaim,
        };
    }

    /// <summary>An absolute address: <c>https</c>, or <c>http</c> on this machine or in Development.</summary>
    public Uri? Address(string key, string? value)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && (allowHttp || address.IsLoopback)))
            return address;
        mistakes.Add(string.IsNullOrWhiteSpace(value) ? $"{key} is not set." : $"{key} must be an https address, not '{value}'.");
        return null;
    }

    /// <summary>An address for the back channel: as <see cref="Address"/>, or <c>http</c> within the own network (<see cref="BackChannelAddress.IsAcceptable"/>).</summary>
    public Uri? InternalAddress(string key, string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && BackChannelAddress.IsAcceptable(address) ? address : Address(key, value);

    public void Require(string key, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) mistakes.Add($"{key} is not set.");
    }

    private string[] ParseScopes(string key, string value)
    {
        if (Scopes.TryParse(value, out var scopes) && scopes.Count > 0) return [.. scopes];
        mistakes.Add($"{key} must be scopes separated by single spaces (RFC 6749 section 3.3).");
        return [];
    }

    private ClientAuthenticationMethod ParseAuthentication(string key, NetworkOptions options)
    {
        var method = OneOf($"{key}:ClientAuthentication", options.ClientAuthentication,
            ("private_key_jwt", ClientAuthenticationMethod.PrivateKeyJwt),
            ("client_secret_basic", ClientAuthenticationMethod.ClientSecretBasic),
            ("client_secret_post", ClientAuthenticationMethod.ClientSecretPost));
        if (method != ClientAuthenticationMethod.PrivateKeyJwt) Require($"{key}:ClientSecret", options.ClientSecret);
        return method;
    }

    private T? OneOf<T>(string key, string value, params (string Name, T Value)[] choices)
    {
        foreach (var choice in choices)
            if (choice.Name == value) return choice.Value;
        mistakes.Add($"{key} must be {string.Join(" or ", choices.Select(choice => choice.Name))}, not '{value}'.");
        return default;
    }

    // OpenID Connect Discovery section 4 appends to the issuer; RFC 8414 section 3 inserts before its path.
    private static Uri WellKnown(string issuer, bool openId)
    {
        if (openId) return new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration");
        var address = new Uri(issuer);
        return new Uri(address, "/.well-known/oauth-authorization-server" + address.AbsolutePath.TrimEnd('/'));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,40}$")]
    private static partial Regex Ids();

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Colours();
}
